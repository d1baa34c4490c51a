-- AlterTable
ALTER TABLE "attempt" ADD COLUMN     "customer" TEXT;

-- CreateTable
CREATE TABLE "provider_customer" (
    "owner" TEXT NOT NULL,
    "id" TEXT NOT NULL,

    CONSTRAINT "provider_customer_pkey" PRIMARY KEY ("owner")
);
