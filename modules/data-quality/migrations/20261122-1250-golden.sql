-- A person says which record's value of a field its family shows. It stands under that record: it goes where that goes,
-- and of several in one family the newest holds.
create table data_quality.choice (
  customer_id uuid not null,
  id          uuid not null,
  -- key of a field, "name" and "place" for what is shown together
  field       text not null,
  chosen_by   uuid not null,
  chosen_at   timestamptz not null,
  version     int not null default 1,
  primary key (customer_id, id),
  unique (customer_id, field),
  foreign key (customer_id) references customers.customer (id)
);

-- The last time that what every family shows was worked out anew, and how far it has come.
create table data_quality.golden_run (
  id          uuid primary key,
  asked_by    uuid not null,
  started_at  timestamptz not null,
  finished_at timestamptz,
  -- the root behind which it goes on after a crash
  position    uuid,
  families    int not null default 0,
  changed     int not null default 0
);
