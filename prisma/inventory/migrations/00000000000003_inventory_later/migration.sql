-- Pieces that are promised and not there yet. What lies free of every promise is never below zero.
ALTER TABLE "stock" ADD COLUMN "waiting" INTEGER NOT NULL DEFAULT 0;
alter table stock drop constraint never_oversold;
alter table stock add constraint never_oversold check (held >= 0 and allocated >= 0 and waiting >= 0 and on_hand - held - allocated + waiting >= 0);

-- How many pieces an order still waits for. The oldest is served first.
ALTER TABLE "hold" ADD COLUMN "waiting" INTEGER NOT NULL DEFAULT 0;
create index hold_waiting on hold (at, order_id) where waiting > 0;

-- CreateTable
CREATE TABLE "sku_rule" (
    "sku" TEXT NOT NULL,
    "later" JSONB,
    "low_at" INTEGER,

    CONSTRAINT "sku_rule_pkey" PRIMARY KEY ("sku")
);
