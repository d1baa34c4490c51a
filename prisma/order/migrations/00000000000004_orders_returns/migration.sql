-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "credits" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "delivered_at" TIMESTAMPTZ(3),
ADD COLUMN     "returns" JSONB NOT NULL DEFAULT '[]';

UPDATE "orders" o SET "delivered_at" = (SELECT max(s."at") FROM "order_step" s WHERE s."order_id" = o."id" AND s."what" = 'delivered')
WHERE o."phase" = 'completed';

-- Few orders have returns: staff's list looks through those alone.
CREATE INDEX "orders_with_returns" ON "orders"("placed_at", "id") WHERE "returns" <> '[]';
