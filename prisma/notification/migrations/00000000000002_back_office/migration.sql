-- What is looked up about one order: what was told of it and asked for it.
CREATE INDEX "outbox_subject_idx" ON "outbox"("subject");
CREATE INDEX "ask_subject_idx" ON "ask"("subject");
create index ask_failing on ask (due desc) where failure is not null;

-- CreateTable
CREATE TABLE "audit" (
    "no" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "trace" TEXT NOT NULL,
    "previous" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("no")
);

-- \x3b is the semicolon of the function: the offline engine cuts a script at every one that is written out.
create function audit_stays() returns trigger language plpgsql as E'begin raise exception ''the audit log is append-only''\x3b end';
create trigger audit_stays before update or delete or truncate on audit for each statement execute function audit_stays();
