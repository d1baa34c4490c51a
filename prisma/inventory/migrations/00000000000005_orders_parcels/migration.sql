-- The parcels of an order whose pieces were booked out: each is, once.
ALTER TABLE "hold" ADD COLUMN "parcels" JSONB NOT NULL DEFAULT '[]';
