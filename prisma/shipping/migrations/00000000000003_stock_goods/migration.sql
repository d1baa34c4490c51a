-- Inventory has told that every piece of the order is there. Only orders that wait for goods need it.
ALTER TABLE "shipment" ADD COLUMN "goods_in" BOOLEAN NOT NULL DEFAULT false;
