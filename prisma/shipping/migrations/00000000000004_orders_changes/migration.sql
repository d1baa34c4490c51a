-- AlterTable
ALTER TABLE "shipment" ADD COLUMN     "change" JSONB,
ADD COLUMN     "left_out" JSONB NOT NULL DEFAULT '[]';
