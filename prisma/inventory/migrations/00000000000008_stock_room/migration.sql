-- A shelf is written with every order that takes from it: room on its page saves the index a new entry each time.
alter table stock set (fillfactor = 50);
