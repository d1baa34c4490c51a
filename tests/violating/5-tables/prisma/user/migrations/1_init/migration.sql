create index outbox_waiting on outbox (seq);
