-- A person says that a value is right. It holds for that value: when the value changes, it speaks of none.
create table data_quality.confirmation (
  customer_id uuid not null,
  id          uuid not null,
  -- key of the field (phone, custom.size), or the kind of a contact point: phone, email, address, website
  field       text not null,
  value       text not null,
  made_by     uuid not null,
  made_at     timestamptz not null,
  version     int not null default 1,
  primary key (customer_id, id),
  foreign key (customer_id) references customers.customer (id)
);

-- A person says that a value is not right. It waits until its hour for the customer's owner; the settlement is a record.
create table data_quality.dispute (
  customer_id uuid not null,
  id          uuid not null,
  field       text not null,
  point_id    uuid,
  -- the value that is doubted, and the one that the person holds to be right
  value       text not null,
  proposed    jsonb,
  reason      text,
  raised_by   uuid not null,
  raised_at   timestamptz not null,
  due_at      timestamptz not null,
  outcome     text check (outcome in ('accepted', 'rejected', 'withdrawn')),
  settled_by  uuid,
  settled_at  timestamptz,
  answer      text,
  -- when the one who raised it has read what became of it
  read_at     timestamptz,
  version     int not null default 1,
  primary key (customer_id, id),
  foreign key (customer_id) references customers.customer (id),
  check ((outcome is null) = (settled_at is null))
);
-- Few are open at a time, whatever the number of customers.
create index dispute_open on data_quality.dispute (due_at, id) where settled_at is null;
create index dispute_to_tell on data_quality.dispute (raised_by, settled_at) where settled_at is not null and read_at is null;

-- What an organisation has set of how values age and whom to believe, and of what survives in a family; the rest is as shipped.
create table data_quality.policy (
  id         uuid primary key,
  name       text not null unique,
  value      jsonb not null default '{}',
  version    int not null default 1,
  updated_at timestamptz not null default now()
);
insert into data_quality.policy (id, name) values
  ('00000000-0000-7000-8000-00000d0100a1', 'trust'), ('00000000-0000-7000-8000-00000d0100a2', 'survivorship');
