-- What a day's check of all customers has counted: one row per measure (a rule, or a field that is used), business unit, team
-- of the owner and source. `good` of `asked` were in order. No row names a customer.
create table data_quality.measure (
  day     date not null,
  measure text not null,
  unit_id uuid not null,
  -- the zero id: the customer has no owner, or the owner no team
  team_id uuid not null,
  source  text not null,
  asked   bigint not null,
  good    bigint not null,
  primary key (day, measure, unit_id, team_id, source)
);

-- The fields that count for completeness, and why they do.
create table data_quality.used_field (
  field   text primary key,
  reasons text[] not null,
  seen_at timestamptz not null default now()
);
