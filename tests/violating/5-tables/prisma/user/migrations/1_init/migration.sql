create index outbox_waiting on outbox (seq);
create index ask_failing on ask (due desc) where failure is not null;
create index outbox_person on outbox (at) where data ? 'person';
