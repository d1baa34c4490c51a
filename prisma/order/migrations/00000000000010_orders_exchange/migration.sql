-- An order may replace goods that come back from another one. It waits for them for weeks, so it is none of those of which a shopper has one at a time.
ALTER TABLE "orders" ADD COLUMN "exchange" JSONB;
drop index one_open_order;
create unique index one_open_order on orders (owner) where phase in ('placed', 'held', 'closing') and exchange is null;
create index orders_exchange_of on orders ((exchange->'of'->>'id')) where exchange is not null;
create index orders_paid_by on orders ((exchange->'paidBy'->>'id')) where exchange is not null;
