-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "stock" (
    "sku" TEXT NOT NULL,
    "location" TEXT NOT NULL,
    "on_hand" INTEGER NOT NULL DEFAULT 0,
    "held" INTEGER NOT NULL DEFAULT 0,
    "allocated" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "stock_pkey" PRIMARY KEY ("sku","location")
);

-- CreateTable
CREATE TABLE "sku_version" (
    "sku" TEXT NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "sku_version_pkey" PRIMARY KEY ("sku")
);

-- CreateTable
CREATE TABLE "hold" (
    "order_id" UUID NOT NULL,
    "phase" TEXT NOT NULL,
    "lines" JSONB NOT NULL,
    "short" JSONB NOT NULL DEFAULT '[]',
    "version" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "hold_pkey" PRIMARY KEY ("order_id")
);

-- CreateTable
CREATE TABLE "movement" (
    "id" BIGSERIAL NOT NULL,
    "sku" TEXT NOT NULL,
    "location" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "order_id" UUID,
    "note" TEXT NOT NULL DEFAULT '',
    "actor" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "movement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "seq" BIGSERIAL NOT NULL,
    "id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "data" JSONB NOT NULL,
    "trace" TEXT NOT NULL DEFAULT '',
    "lane" TEXT NOT NULL DEFAULT 'now',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "inbox" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ask" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "due" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leased_until" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),
    "failure" TEXT,
    "trace" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "ask_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "movement_sku_location_idx" ON "movement"("sku", "location");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_id_key" ON "outbox"("id");

-- CreateIndex
CREATE UNIQUE INDEX "ask_key_key" ON "ask"("key");



create index outbox_waiting on outbox (lane desc, seq) where published_at is null;
create index ask_due on ask (due) where done_at is null;

alter table stock add constraint never_oversold check (held >= 0 and allocated >= 0 and on_hand - held - allocated >= 0);
