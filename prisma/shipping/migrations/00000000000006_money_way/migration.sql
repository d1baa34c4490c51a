-- AlterTable
ALTER TABLE "shipment" ADD COLUMN     "steps" JSONB NOT NULL DEFAULT '[]';
