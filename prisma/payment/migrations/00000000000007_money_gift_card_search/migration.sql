-- CreateIndex
CREATE INDEX "gift_card_last4_idx" ON "gift_card"("last4");
