-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "orders" (
    "id" UUID NOT NULL,
    "no" BIGSERIAL NOT NULL,
    "owner" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "pay_by" TIMESTAMPTZ(3),
    "person" JSONB NOT NULL,
    "method" JSONB NOT NULL,
    "receipt" JSONB NOT NULL,
    "total" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "captured" BIGINT NOT NULL DEFAULT 0,
    "refunded" BIGINT NOT NULL DEFAULT 0,
    "cancel_reason" TEXT,
    "short" JSONB NOT NULL DEFAULT '[]',
    "allocation" JSONB NOT NULL DEFAULT '[]',
    "tracking" JSONB,
    "tenders" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_line" (
    "order_id" UUID NOT NULL,
    "sku" TEXT NOT NULL,
    "no" INTEGER NOT NULL,
    "item" JSONB NOT NULL,
    "price" BIGINT NOT NULL,
    "total" BIGINT NOT NULL,
    "tax_rate" INTEGER NOT NULL,
    "weight_grams" INTEGER NOT NULL,
    "ordered" INTEGER NOT NULL,
    "held" INTEGER NOT NULL DEFAULT 0,
    "shipped" INTEGER NOT NULL DEFAULT 0,
    "delivered" INTEGER NOT NULL DEFAULT 0,
    "returned" INTEGER NOT NULL DEFAULT 0,
    "cancelled" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("order_id","sku")
);

-- CreateTable
CREATE TABLE "order_step" (
    "order_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "phase" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "trace" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "order_step_pkey" PRIMARY KEY ("order_id","version")
);

-- CreateTable
CREATE TABLE "offer" (
    "sku" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "offer" JSONB NOT NULL,

    CONSTRAINT "offer_pkey" PRIMARY KEY ("sku")
);

-- CreateTable
CREATE TABLE "rate_table" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "rates" JSONB NOT NULL,

    CONSTRAINT "rate_table_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "kept_cart" (
    "owner" TEXT NOT NULL,
    "lines" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "kept_cart_pkey" PRIMARY KEY ("owner")
);

-- CreateTable
CREATE TABLE "idempotency" (
    "actor" TEXT NOT NULL,
    "procedure" TEXT NOT NULL,
    "key" UUID NOT NULL,
    "body_hash" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_pkey" PRIMARY KEY ("actor","procedure","key")
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
CREATE UNIQUE INDEX "orders_no_key" ON "orders"("no");

-- CreateIndex
CREATE INDEX "orders_owner_placed_at_idx" ON "orders"("owner", "placed_at" DESC);

-- CreateIndex
CREATE INDEX "orders_placed_at_id_idx" ON "orders"("placed_at" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_id_key" ON "outbox"("id");

-- CreateIndex
CREATE UNIQUE INDEX "ask_key_key" ON "ask"("key");

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_step" ADD CONSTRAINT "order_step_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



create index outbox_waiting on outbox (lane desc, seq) where published_at is null;
create index ask_due on ask (due) where done_at is null;

-- A shopper has one open order at a time: a second tab gets the first one's.
create unique index one_open_order on orders (owner) where phase in ('placed', 'held', 'closing');
alter sequence orders_no_seq restart with 100001;
