-- What was heard and done 30 days ago is deleted, oldest first. What was told goes in the order it was left, without an index.
CREATE INDEX "inbox_at_idx" ON "inbox"("at");
CREATE INDEX "idempotency_at_idx" ON "idempotency"("at");
create index ask_over on ask (done_at) where done_at is not null and failure is null;
drop index outbox_person;
