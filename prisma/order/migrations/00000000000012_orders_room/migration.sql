-- A line is written when it is placed and again when it is held, leaves and arrives: room on its page saves the index a new entry each time.
alter table order_line set (fillfactor = 60);
