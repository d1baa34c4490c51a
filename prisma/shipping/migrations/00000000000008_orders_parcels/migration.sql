-- All parcels of one order. What was its one shipment becomes the first of them.
CREATE TABLE "consignment" (
    "order_id" UUID NOT NULL,
    "number" TEXT NOT NULL DEFAULT '',
    "service" TEXT NOT NULL DEFAULT 'standard',
    "person" JSONB,
    "stop" TEXT NOT NULL DEFAULT 'none',
    "ready" JSONB,
    "change" JSONB,
    "left_out" JSONB NOT NULL DEFAULT '[]',
    "answered" JSONB NOT NULL DEFAULT '[]',
    "version" INTEGER NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consignment_pkey" PRIMARY KEY ("order_id")
);
insert into consignment (order_id, number, service, person, stop, ready, change, left_out, version, opened_at)
  select order_id, number, service, person, case when phase = 'stopped' then 'done' when stop_asked then 'asked' else 'none' end, case when goods_in then '[]'::jsonb end,
    case when change is not null then change || '{"leftOut": [], "stops": []}' end, left_out, version, opened_at from shipment;

-- AlterTable
ALTER TABLE "shipment" ADD COLUMN "no" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN "lines" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN "wish" TEXT,
ADD COLUMN "round" INTEGER NOT NULL DEFAULT 0;
update shipment set wish = case when stop_asked then 'stop' when change is not null then 'renew' end where phase in ('booking', 'booked');
-- An order that is not paid for good has no parcels yet.
delete from shipment where person is null;

-- DropIndex
DROP INDEX "shipment_order_id_key";
ALTER TABLE "shipment" DROP COLUMN "number", DROP COLUMN "service", DROP COLUMN "stop_asked", DROP COLUMN "goods_in", DROP COLUMN "change", DROP COLUMN "left_out", DROP COLUMN "version";

-- CreateIndex
CREATE INDEX "shipment_order_id_idx" ON "shipment"("order_id");

-- AddForeignKey
ALTER TABLE "shipment" ADD CONSTRAINT "shipment_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "consignment"("order_id") ON DELETE RESTRICT ON UPDATE CASCADE;
