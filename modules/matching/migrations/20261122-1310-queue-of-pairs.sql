-- Who may be whom: the keys by which a record is found in milliseconds, the pairs that wait for a decision, and what
-- people decided. Keys and pairs are worked out and can be rebuilt; decisions are kept with history.

-- One row per record and match key (a number made of, say, “e-mail a@b.c” or “initial, birth date”). In a cluster the rows
-- stay with their customer and a look-up by key asks every machine, as the one by contact value does.
create table matching.match_key (
  customer_id uuid not null,
  key         bigint not null,
  primary key (customer_id, key)
);
create index match_key_by_key on matching.match_key (key, customer_id);

-- Keys that more records share than one customer ever has: a switchboard, unknown@. They find nobody.
create table matching.shared_key (
  key        bigint primary key,
  -- what it was made of, in words of the engine (“email:post@firm.example”)
  label      text not null,
  records    int not null,
  counted_at timestamptz not null default now()
);

-- Acts on so many records that a job follows them: first the keys of all are made, then all are compared; `after` is how far the
-- one of the two is that is at work.
create table matching.catch_up (
  batch_id   uuid primary key,
  after      uuid not null default '00000000-0000-0000-0000-000000000000',
  records    int not null default 0,
  compared   int not null default 0,
  begun_at   timestamptz not null default now(),
  keyed_at   timestamptz,
  -- the search through the whole base that compares an act too large to be compared record by record
  run_id     uuid,
  ended_at   timestamptz
);

-- A search through the whole base, or through what is new, and what came of it.
create table matching.run (
  id          uuid primary key,
  kind        text not null check (kind in ('full', 'new')),
  state       text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'cancelled', 'failed')),
  step        text not null default 'waiting',
  counts      jsonb not null default '{}',
  -- how far it is: behind this customer
  after       uuid not null default '00000000-0000-0000-0000-000000000000',
  error       text,
  asked_by    uuid not null,
  asked_at    timestamptz not null default now(),
  started_at  timestamptz,
  finished_at timestamptz,
  cancel_asked_at timestamptz
);
create index run_by_time on matching.run (asked_at desc);

-- The weights that were worked out of the organisation's own data; the newest one counts.
create table matching.model (
  id      int primary key,
  run_id  uuid not null,
  made_at timestamptz not null default now(),
  model   jsonb not null
);

-- Two records that may be one. `customer_id` is the smaller id of the two.
create table matching.pair (
  customer_id uuid not null,
  other_id    uuid not null check (other_id > customer_id),
  weight      real not null,
  -- the parts of the weight, as the engine explains them
  parts       jsonb not null,
  model_id    int not null,
  run_id      uuid,
  found_at    timestamptz not null default now(),
  -- order of the queue: whole bits of weight, and behind the point what the customers are worth
  rank        real not null,
  -- records that hang together with this pair above the review line
  cluster_id   uuid,
  cluster_size int not null default 2,
  -- mirrors the decision, or the link, that settled it; null while it waits
  settled_at  timestamptz,
  primary key (customer_id, other_id)
);
create index pair_in_queue on matching.pair (rank desc, customer_id, other_id) where settled_at is null;
create index pair_by_other on matching.pair (other_id);
create index pair_by_cluster on matching.pair (cluster_id) where settled_at is null;

-- What was decided about two records, with what was known then. Who decides again changes the row; history has the rest.
create table matching.decision (
  customer_id uuid not null,
  id          uuid not null,
  other_id    uuid not null,
  verdict     text not null check (verdict in ('same', 'different', 'later')),
  reason      text,
  -- the linking that decided it by the organisation's rule; null where a person did
  linking_id  uuid,
  weight      real,
  evidence    jsonb,
  model_id    int,
  decided_by  uuid not null,
  decided_at  timestamptz not null,
  version     int not null default 1,
  primary key (customer_id, id),
  unique (customer_id, other_id),
  foreign key (customer_id) references customers.customer (id)
);
create index decision_by_other on matching.decision (other_id);
create index decision_by_time on matching.decision (decided_at);

-- A linking of clear cases under the organisation's rule; it is one act and is taken back as one.
create table matching.linking (
  id          uuid primary key,
  rule        jsonb not null,
  state       text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  total       int not null default 0,
  linked      int not null default 0,
  skipped     int not null default 0,
  -- where it is in the order of the queue
  after       jsonb,
  error       text,
  asked_by    uuid not null,
  asked_at    timestamptz not null default now(),
  finished_at timestamptz
);
create index linking_by_time on matching.linking (asked_at desc);

-- What a check of an import found: how many of the records it would make may be customers that are there. It is made anew with
-- every check and goes when the import is started in earnest.
create table matching.import_look (
  import_id uuid primary key,
  -- new records, those of them that were compared, those of these that may be somebody, and how many of all that makes
  fresh     int not null default 0,
  looked    int not null default 0,
  likely    int not null default 0,
  estimate  int not null default 0
);

-- The first of them, with whom they may be.
create table matching.import_likely (
  customer_id uuid not null,
  import_id   uuid not null,
  row_no      int not null,
  name        text not null,
  weight      real not null,
  parts       jsonb not null,
  primary key (customer_id, import_id, row_no)
);
create index import_likely_by_import on matching.import_likely (import_id, row_no);

-- What other modules may read of the queue: which two records wait for a decision.
create view matching.v_waiting as select customer_id, other_id, found_at from matching.pair where settled_at is null;
