-- CreateTable
CREATE TABLE "ran_low" (
    "sku" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "product_id" TEXT NOT NULL,
    "name" JSONB NOT NULL,
    "variant" JSONB NOT NULL,
    "available" INTEGER NOT NULL,
    "mailed_at" TIMESTAMPTZ(3),

    CONSTRAINT "ran_low_pkey" PRIMARY KEY ("sku","version")
);
create index ran_low_open on ran_low (available, sku) where mailed_at is null;
