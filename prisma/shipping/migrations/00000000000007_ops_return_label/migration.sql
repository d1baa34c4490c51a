-- CreateTable
CREATE TABLE "return_label" (
    "return_id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "pdf" TEXT NOT NULL,

    CONSTRAINT "return_label_pkey" PRIMARY KEY ("return_id")
);
CREATE UNIQUE INDEX "return_label_token_key" ON "return_label"("token");
