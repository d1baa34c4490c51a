-- AlterTable
ALTER TABLE "payable" ADD COLUMN     "sent" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "attempt" ADD COLUMN     "authorised" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "in_parts" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "later" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "capture" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "attempt_id" UUID NOT NULL,
    "amount" BIGINT NOT NULL,
    "up_to" BIGINT NOT NULL,
    "last" BOOLEAN NOT NULL,
    "phase" TEXT NOT NULL,

    CONSTRAINT "capture_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "capture_order_id_idx" ON "capture"("order_id");

-- AddForeignKey
ALTER TABLE "capture" ADD CONSTRAINT "capture_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "payable"("order_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Money that was set aside cannot be less than nothing, however its parts are taken.
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_authorised" CHECK (authorised >= 0);
