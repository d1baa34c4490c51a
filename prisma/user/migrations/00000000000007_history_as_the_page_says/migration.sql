-- What the phase of an order alone does not say. Null of orders that were placed, or ended, before.
alter table order_history add column is_replacement boolean, add column came_back boolean;
