-- An order has a list of parcels. The one it had gets the order's own id until shipping speaks of it again.
ALTER TABLE "orders" ADD COLUMN "parcels" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN "planned" INTEGER NOT NULL DEFAULT 0;
update orders o set parcels = jsonb_build_array(jsonb_build_object('id', o.id, 'number', o.tracking->'number', 'url', o.tracking->'url', 'steps', coalesce(o.tracking->'steps', '[]'),
    'booking', 0, 'deliveredAt', to_char(o.delivered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'phase', case when o.delivered_at is not null then 'delivered' when l.shipped > 0 then 'dispatched' else 'booked' end, 'lines', l.lines))
  from (select order_id, sum(shipped) as shipped, coalesce(jsonb_agg(jsonb_build_object('sku', sku, 'quantity', case when shipped > 0 then shipped else held end) order by no)
      filter (where shipped > 0 or held > 0), '[]') as lines from order_line group by order_id) l
  where l.order_id = o.id and o.tracking is not null;
ALTER TABLE "orders" DROP COLUMN "tracking";
