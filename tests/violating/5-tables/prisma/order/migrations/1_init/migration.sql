create index outbox_waiting on outbox (lane desc, seq) where published_at is null;
create index ask_due on ask (due) where done_at is null;
create index ask_failing on ask (due desc) where failure is not null;
create index ask_over on ask (done_at) where done_at is not null and failure is null;
