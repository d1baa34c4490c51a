-- AlterTable
ALTER TABLE "kept_cart" ADD COLUMN     "codes" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "category" (
    "id" TEXT NOT NULL,
    "parent" TEXT,
    "version" INTEGER NOT NULL,

    CONSTRAINT "category_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "promotion" (
    "id" TEXT NOT NULL,
    "code" TEXT,
    "is_on" BOOLEAN NOT NULL,
    "rule" JSONB NOT NULL,
    "used" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "promotion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "redemption" (
    "promotion_id" TEXT NOT NULL,
    "order_id" UUID NOT NULL,
    "owner" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "released_at" TIMESTAMPTZ(3),

    CONSTRAINT "redemption_pkey" PRIMARY KEY ("promotion_id","order_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "promotion_code_key" ON "promotion"("code");

-- CreateIndex
CREATE INDEX "redemption_owner_idx" ON "redemption"("owner");

-- CreateIndex
CREATE INDEX "redemption_order_id_idx" ON "redemption"("order_id");

-- AddForeignKey
ALTER TABLE "redemption" ADD CONSTRAINT "redemption_promotion_id_fkey" FOREIGN KEY ("promotion_id") REFERENCES "promotion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "redemption" ADD CONSTRAINT "redemption_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

alter table promotion add constraint never_below_zero check (used >= 0);
