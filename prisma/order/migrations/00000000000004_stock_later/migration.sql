-- Pieces of a line that are not there yet, and when they come.
ALTER TABLE "order_line" ADD COLUMN "later" JSONB;
