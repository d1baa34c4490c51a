-- AlterTable
ALTER TABLE "shipment" ADD COLUMN     "label_url" TEXT;
