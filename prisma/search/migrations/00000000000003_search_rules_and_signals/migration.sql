-- CreateTable
CREATE TABLE "rule_set" (
    "version" INTEGER NOT NULL,
    "rules" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "restores" INTEGER,

    CONSTRAINT "rule_set_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "rule_draft" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "edit" INTEGER NOT NULL,
    "rules" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,

    CONSTRAINT "rule_draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sale" (
    "order_id" UUID NOT NULL,
    "sku" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sale_pkey" PRIMARY KEY ("order_id","sku")
);

-- CreateTable
CREATE TABLE "searched" (
    "words" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "times" INTEGER NOT NULL,

    CONSTRAINT "searched_pkey" PRIMARY KEY ("words","locale","day")
);

-- CreateIndex
CREATE INDEX "sale_at_idx" ON "sale"("at");
