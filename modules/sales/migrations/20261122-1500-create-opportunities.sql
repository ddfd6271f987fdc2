-- What may be sold to whom: pipelines with their stages, and the opportunities in them.

-- The currency in which the firm adds up, and what one unit of another was worth in it from a day on. The rate of a day is
-- the newest that is not younger; before the first there is none, and what would need it is counted as not converted.
create table sales.house_currency (
  only_one boolean primary key default true check (only_one),
  currency char(3) not null
);
insert into sales.house_currency (currency) values ('EUR');

create table sales.currency_rate (
  currency char(3) not null,
  day      date not null,
  rate     numeric(20, 10) not null check (rate > 0),
  primary key (currency, day)
);

create table sales.pipeline (
  id         uuid primary key,
  name       text not null check (length(name) between 1 and 120),
  position   int not null,
  -- a pipeline or stage that went out of use keeps its name for what was in it
  retired_at timestamptz,
  version    int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index pipeline_name on sales.pipeline (lower(name)) where retired_at is null;

create table sales.stage (
  id            uuid primary key,
  pipeline_id   uuid not null references sales.pipeline (id),
  name          text not null check (length(name) between 1 and 120),
  position      int not null,
  -- how likely a deal in it is won, as long as too few have been closed to say it from experience
  probability   numeric(5, 4) not null check (probability between 0 and 1),
  category      text not null check (category in ('pipeline', 'best-case', 'commit')),
  -- what should hold before a deal leaves it forwards: [{key, text}]
  criteria      jsonb not null default '[]',
  -- days after which a deal that stays is called stalled; null: never
  stalled_after int check (stalled_after > 0),
  retired_at    timestamptz,
  version       int not null default 1,
  unique (pipeline_id, id)
);
create index stage_by_pipeline on sales.stage (pipeline_id, position);

create table sales.closing_reason (
  id         uuid primary key,
  outcome    text not null check (outcome in ('won', 'lost')),
  name       text not null check (length(name) between 1 and 120),
  position   int not null,
  retired_at timestamptz,
  version    int not null default 1
);

create table sales.competitor (
  id         uuid primary key,
  name       text not null check (length(name) between 1 and 200),
  retired_at timestamptz,
  version    int not null default 1
);

create table sales.opportunity (
  customer_id    uuid not null,
  id             uuid not null,
  name           text not null,
  pipeline_id    uuid not null,
  stage_id       uuid not null,
  -- since when it is in this stage; the open visit, kept here because every card shows its age
  stage_since    timestamptz not null,
  owner_id       uuid,
  unit_id        uuid not null,
  -- minor units of the currency; what it is in the firm's currency by the rate of rate_day, null where there is no rate
  amount         bigint check (amount >= 0),
  currency       char(3) not null,
  house_amount   bigint,
  rate_day       date,
  expected_close date,
  -- the owner's own word on it; null: that of its stage
  category       text check (category in ('pipeline', 'best-case', 'commit')),
  next_step      text,
  next_step_at   timestamptz,
  -- criteria of stages that were ticked: key -> who and when
  criteria_met   jsonb not null default '{}',
  source         text,
  external_id    text,
  opened_at      timestamptz not null,
  -- how and when it ended; the closure is the record, these are kept here because every list and sum asks for them
  outcome        text check (outcome in ('won', 'lost')),
  closed_at      timestamptz,
  tags           text[] not null default '{}',
  custom         jsonb not null default '{}',
  version        int not null default 1,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  primary key (customer_id, id),
  foreign key (customer_id) references customers.customer (id),
  foreign key (pipeline_id, stage_id) references sales.stage (pipeline_id, id),
  check ((outcome is null) = (closed_at is null))
);
create index opportunity_by_id on sales.opportunity (id);
-- a column of the board, of one person or of all, in the order of its cards, with what it adds up
-- (500,000 deals, 50,000 open: the 2,500 of a team of ten are read from the second alone, 300 pages, 4.4 ms; the whole board 608 pages,
-- 35 ms on a machine with four times the work it can do)
create index opportunity_on_board on sales.opportunity
  (pipeline_id, stage_id, expected_close, id, owner_id, unit_id, house_amount, amount) where closed_at is null;
create index opportunity_open_of_owner on sales.opportunity
  (owner_id, pipeline_id, stage_id, expected_close, id, unit_id, house_amount, amount) where closed_at is null;
create index opportunity_by_expected_close on sales.opportunity (expected_close, id, owner_id, unit_id, outcome);
create index opportunity_by_closing on sales.opportunity
  (closed_at, id, outcome, owner_id, unit_id, pipeline_id, house_amount) where closed_at is not null;
create index opportunity_by_opening on sales.opportunity (opened_at, id, owner_id, unit_id, pipeline_id);
create index opportunity_by_external_id on sales.opportunity (external_id) where external_id is not null;
create index opportunity_by_name on sales.opportunity using gin (name gin_trgm_ops);

-- In which stage it was, from when to when: funnel, conversion and time in stage are read here.
create table sales.stage_visit (
  customer_id    uuid not null,
  id             uuid not null,
  opportunity_id uuid not null,
  pipeline_id    uuid not null,
  stage_id       uuid not null,
  entered_at     timestamptz not null,
  left_at        timestamptz,
  by_id          uuid not null,
  version        int not null default 1,
  primary key (customer_id, id),
  foreign key (customer_id, opportunity_id) references sales.opportunity (customer_id, id),
  check (left_at >= entered_at)
);
create index stage_visit_of_opportunity on sales.stage_visit (customer_id, opportunity_id, entered_at);
-- Not unique: an undo takes back the next visit after it has opened the one before. Writers hold the opportunity's lock.
create index stage_visit_open on sales.stage_visit (customer_id, opportunity_id) where left_at is null;
create index stage_visit_by_stage on sales.stage_visit (pipeline_id, entered_at, stage_id, left_at);

-- How it ended, when, by whom and why. Reopening removes it; history keeps it.
create table sales.closure (
  customer_id    uuid not null,
  id             uuid not null,
  opportunity_id uuid not null,
  outcome        text not null check (outcome in ('won', 'lost')),
  at             timestamptz not null,
  by_id          uuid not null,
  reason_id      uuid references sales.closing_reason (id),
  -- no foreign key: undo takes back each record by itself, in whatever order
  competitor_id  uuid,
  note           text,
  version        int not null default 1,
  primary key (customer_id, id),
  unique (customer_id, opportunity_id),
  foreign key (customer_id, opportunity_id) references sales.opportunity (customer_id, id)
);
create index closure_by_reason on sales.closure (reason_id, at);

-- Who takes part in it on the customer's side, and as what.
create table sales.involvement (
  customer_id    uuid not null,
  id             uuid not null,
  opportunity_id uuid not null,
  -- a person among the customers; a name alone is kept as it was typed
  person_id      uuid,
  name           text,
  role           text not null check (role in ('decides', 'pays', 'supports', 'influences', 'uses', 'blocks')),
  version        int not null default 1,
  primary key (customer_id, id),
  foreign key (customer_id, opportunity_id) references sales.opportunity (customer_id, id),
  check (person_id is not null or name is not null)
);
create index involvement_of_opportunity on sales.involvement (customer_id, opportunity_id);
create index involvement_of_person on sales.involvement (person_id) where person_id is not null;

-- Who else wants it.
create table sales.competition (
  customer_id    uuid not null,
  id             uuid not null,
  opportunity_id uuid not null,
  competitor_id  uuid not null,
  note           text,
  version        int not null default 1,
  primary key (customer_id, id),
  unique (customer_id, opportunity_id, competitor_id),
  foreign key (customer_id, opportunity_id) references sales.opportunity (customer_id, id)
);

create view sales.v_opportunity as select * from sales.opportunity;
create view sales.v_stage as select * from sales.stage;

-- A firm that opens the page for the first time has a pipeline; names and numbers are its own from then on.
insert into sales.pipeline (id, name, position) values ('01930000-0000-7000-8000-000000000001', 'Sales', 0);
insert into sales.stage (id, pipeline_id, name, position, probability, category, stalled_after) values
  ('01930000-0000-7000-8000-000000000011', '01930000-0000-7000-8000-000000000001', 'Qualified', 0, 0.10, 'pipeline', 14),
  ('01930000-0000-7000-8000-000000000012', '01930000-0000-7000-8000-000000000001', 'Needs understood', 1, 0.25, 'pipeline', 21),
  ('01930000-0000-7000-8000-000000000013', '01930000-0000-7000-8000-000000000001', 'Proposal', 2, 0.50, 'best-case', 21),
  ('01930000-0000-7000-8000-000000000014', '01930000-0000-7000-8000-000000000001', 'Negotiation', 3, 0.75, 'commit', 14);
insert into sales.closing_reason (id, outcome, name, position) values
  ('01930000-0000-7000-8000-000000000021', 'won', 'Best fit', 0),
  ('01930000-0000-7000-8000-000000000022', 'won', 'Price', 1),
  ('01930000-0000-7000-8000-000000000023', 'won', 'Relationship', 2),
  ('01930000-0000-7000-8000-000000000024', 'lost', 'Price', 0),
  ('01930000-0000-7000-8000-000000000025', 'lost', 'A competitor', 1),
  ('01930000-0000-7000-8000-000000000026', 'lost', 'No decision', 2),
  ('01930000-0000-7000-8000-000000000027', 'lost', 'No budget', 3),
  ('01930000-0000-7000-8000-000000000028', 'lost', 'Did not fit', 4);
