-- AlterTable
ALTER TABLE "address" ADD COLUMN     "preferred_at" TIMESTAMPTZ(3),
ADD COLUMN     "region" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "session" ADD COLUMN     "previous_hash" TEXT,
ADD COLUMN     "rotated_at" TIMESTAMPTZ(3);
