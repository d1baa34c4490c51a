-- What is told of a person is blanked after 30 days: only what is not yet blanked lies in here.
create index outbox_person on outbox (at) where data ? 'person';
