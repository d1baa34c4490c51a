-- AlterTable
ALTER TABLE "attempt" ADD COLUMN     "provider_payment" TEXT;

-- CreateTable
CREATE TABLE "dispute" (
    "id" TEXT NOT NULL,
    "order_id" UUID NOT NULL,
    "attempt_id" UUID NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "answer_by" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dispute_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "dispute_order_id_idx" ON "dispute"("order_id");

-- CreateIndex
CREATE INDEX "dispute_phase_answer_by_idx" ON "dispute"("phase", "answer_by");

-- CreateIndex
CREATE UNIQUE INDEX "attempt_provider_payment_key" ON "attempt"("provider_payment");

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "payable"("order_id") ON DELETE RESTRICT ON UPDATE CASCADE;
