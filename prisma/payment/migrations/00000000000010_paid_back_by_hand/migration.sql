-- Neither: people pay it back, who had got its money.
alter table refund drop constraint one_way_back;
alter table refund add constraint one_way_back check (attempt_id is null or card_id is null);
