-- A search for values that could be written better: asked for by a person, done in the background.
create table data_quality.cleaning (
  id          uuid primary key,
  asked_by    uuid not null,
  asked_at    timestamptz not null default now(),
  started_at  timestamptz,
  finished_at timestamptz,
  -- behind this customer it goes on
  position    uuid,
  customers   bigint not null default 0,
  proposed    bigint not null default 0,
  error       text
);

-- A better value for one field of one customer (or of one of its contact points), until somebody has decided.
create table data_quality.proposal (
  customer_id uuid not null,
  id          uuid not null default platform.new_id(),
  cleaning_id uuid not null references data_quality.cleaning (id),
  kind        text not null,
  field       text not null,
  contact_point_id uuid,
  before      text not null,
  after       text not null,
  -- what to set: fields of the customer, or value or address of the contact point; and what stood there when it was made
  patch       jsonb not null,
  basis       jsonb not null,
  why         text not null,
  confidence  real not null check (confidence between 0 and 1),
  made_at     timestamptz not null default now(),
  decided_at  timestamptz,
  decided_by  uuid,
  -- dropped: the value had changed meanwhile; refused: the customer could not be changed so
  decision    text check (decision in ('accepted', 'rejected', 'dropped', 'refused')),
  -- the act by which it was taken: when that is undone, it waits again
  act_id      uuid,
  primary key (customer_id, id),
  foreign key (customer_id) references customers.customer (id),
  check ((decided_at is null) = (decision is null))
);
create index proposal_open on data_quality.proposal (kind, confidence desc, customer_id, id) where decided_at is null;
create index proposal_of_act on data_quality.proposal (act_id, customer_id) where act_id is not null;
create unique index proposal_once on data_quality.proposal (customer_id, field, coalesce(contact_point_id, customer_id)) where decided_at is null;
