-- CreateTable
CREATE TABLE "vat_check" (
    "id" TEXT NOT NULL,
    "valid" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "vat_check_pkey" PRIMARY KEY ("id")
);
