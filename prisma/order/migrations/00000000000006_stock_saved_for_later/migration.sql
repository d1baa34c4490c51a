-- What a customer put aside for another day, in the kept copy of the cart.
ALTER TABLE "kept_cart" ADD COLUMN "saved" JSONB NOT NULL DEFAULT '[]';
