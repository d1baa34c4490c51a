-- CreateTable
CREATE TABLE "paper_sequence" (
    "kind" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "paper_sequence_pkey" PRIMARY KEY ("kind","year")
);

-- CreateTable
CREATE TABLE "paper" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "no" INTEGER NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "facts" JSONB NOT NULL,

    CONSTRAINT "paper_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "paper_order_id_idx" ON "paper"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "paper_kind_year_no_key" ON "paper"("kind", "year", "no");

-- AddForeignKey
ALTER TABLE "paper" ADD CONSTRAINT "paper_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
