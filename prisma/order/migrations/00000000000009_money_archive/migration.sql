-- AlterTable
ALTER TABLE "promotion" ADD COLUMN     "archived_at" TIMESTAMPTZ(3);
