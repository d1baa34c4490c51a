create index outbox_waiting on outbox (seq);
create index ask_failing on ask (due desc) where failure is not null;
create index ask_over on ask (done_at) where done_at is not null and failure is null;
