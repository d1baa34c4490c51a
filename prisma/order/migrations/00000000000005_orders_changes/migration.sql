-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "change" JSONB;
