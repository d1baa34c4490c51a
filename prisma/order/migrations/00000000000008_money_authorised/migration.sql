-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "authorised" BIGINT NOT NULL DEFAULT 0;
