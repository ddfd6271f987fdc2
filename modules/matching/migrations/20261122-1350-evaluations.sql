-- How well the matcher does on files with known answers: what was asked, how far it is and what came of it.
create table matching.evaluation (
  id          uuid primary key,
  -- a draft has its files and waits for somebody to say where the answers are
  state       text not null default 'draft' check (state in ('draft', 'waiting', 'running', 'done', 'cancelled', 'failed')),
  -- one that is searched for duplicates, or two that are linked, and the pairs that are known where no column says so
  file_id     uuid not null references platform.file (id),
  second_id   uuid references platform.file (id),
  pairs_id    uuid references platform.file (id),
  -- the columns of the files with what they may be and some values, then with what somebody said they are
  columns     jsonb not null,
  truth       jsonb,
  step        text,
  result      jsonb,
  error       text,
  asked_by    uuid not null,
  asked_at    timestamptz not null default now(),
  started_at  timestamptz,
  finished_at timestamptz,
  cancel_asked_at timestamptz
);
create index evaluation_by_time on matching.evaluation (asked_at desc);
