-- CreateTable
CREATE TABLE "wish" (
    "account_id" UUID NOT NULL,
    "product_id" TEXT NOT NULL,
    "wished_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "wish_pkey" PRIMARY KEY ("account_id","product_id")
);

-- AddForeignKey
ALTER TABLE "wish" ADD CONSTRAINT "wish_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
