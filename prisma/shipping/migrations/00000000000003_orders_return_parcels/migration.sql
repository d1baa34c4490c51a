-- CreateTable
CREATE TABLE "return_parcel" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "phase" TEXT NOT NULL,
    "weight_grams" INTEGER NOT NULL,
    "carrier_id" TEXT,
    "failure" TEXT,
    "version" INTEGER NOT NULL,

    CONSTRAINT "return_parcel_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "return_parcel_carrier_id_key" ON "return_parcel"("carrier_id");

-- CreateIndex
CREATE INDEX "return_parcel_order_id_idx" ON "return_parcel"("order_id");
