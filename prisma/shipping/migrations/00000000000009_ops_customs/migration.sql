-- What customs are told of an order's articles.
ALTER TABLE "consignment" ADD COLUMN "goods" JSONB;
