-- AlterTable
ALTER TABLE "refund" ALTER COLUMN "attempt_id" DROP NOT NULL;
ALTER TABLE "refund" ADD COLUMN     "card_id" UUID;

-- CreateTable
CREATE TABLE "gift_card" (
    "id" UUID NOT NULL,
    "code_hash" TEXT NOT NULL,
    "last4" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "balance" BIGINT NOT NULL,
    "note" TEXT NOT NULL,
    "is_on" BOOLEAN NOT NULL DEFAULT true,
    "issued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gift_card_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gift_card_entry" (
    "key" TEXT NOT NULL,
    "card_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "order_id" UUID,
    "amount" BIGINT NOT NULL,
    "moved" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gift_card_entry_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "gift_tender" (
    "order_id" UUID NOT NULL,
    "card_id" UUID NOT NULL,
    "last4" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "refunded" BIGINT NOT NULL,
    "phase" TEXT NOT NULL,

    CONSTRAINT "gift_tender_pkey" PRIMARY KEY ("order_id","card_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "gift_card_code_hash_key" ON "gift_card"("code_hash");

-- CreateIndex
CREATE INDEX "gift_card_entry_card_id_at_idx" ON "gift_card_entry"("card_id", "at");

-- AddForeignKey
ALTER TABLE "gift_card_entry" ADD CONSTRAINT "gift_card_entry_card_id_fkey" FOREIGN KEY ("card_id") REFERENCES "gift_card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gift_tender" ADD CONSTRAINT "gift_tender_card_id_fkey" FOREIGN KEY ("card_id") REFERENCES "gift_card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gift_tender" ADD CONSTRAINT "gift_tender_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "payable"("order_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_card_id_fkey" FOREIGN KEY ("card_id") REFERENCES "gift_card"("id") ON DELETE SET NULL ON UPDATE CASCADE;

alter table gift_card add constraint never_below_zero check (balance >= 0);
alter table refund add constraint one_way_back check ((attempt_id is null) <> (card_id is null));

-- \x3b is the semicolon of the function: the offline engine cuts a script at every one that is written out.
create function ledger_stays() returns trigger language plpgsql as E'begin raise exception ''the ledger of gift cards is append-only''\x3b end';
create trigger ledger_stays before update or delete or truncate on gift_card_entry for each statement execute function ledger_stays();
