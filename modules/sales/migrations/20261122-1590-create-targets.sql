-- What sellers and teams are to win, what they get for it, and whose a deal was when it was won.

-- By month only, so that no two of them can speak of the same days: a quarter or a year is the sum of its months.
create table sales.target (
  id         uuid primary key,
  kind       text not null check (kind in ('seller', 'team')),
  -- a person or a team; no foreign key, both belong to another module
  holder_id  uuid not null,
  month      date not null check (extract(day from month) = 1),
  -- minor units of the currency, which was the firm's when it was set: what was set in another is no target any more
  amount     bigint not null check (amount > 0),
  currency   char(3) not null,
  set_by     uuid not null,
  set_at     timestamptz not null,
  version    int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (holder_id, month, kind)
);
create index target_by_month on sales.target (month);

-- What sellers get of what is credited to them; never changed, so that what was promised can be read: another plan follows it.
create table sales.commission_plan (
  id           uuid primary key,
  name         text not null check (length(name) between 1 and 120),
  -- within what the target is measured that steps speak of
  per          text not null check (per in ('month', 'quarter')),
  basis_points int not null check (basis_points between 0 and 10000),
  -- [{fromPercent, basisPoints}], ascending: what is won beyond that percentage of the target
  steps        jsonb not null default '[]',
  made_by      uuid not null,
  made_at      timestamptz not null,
  version      int not null default 1,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now()
);

-- For whom a plan holds from a day on, until the next one of that person: two can never hold at once.
create table sales.commission_share (
  plan_id uuid not null references sales.commission_plan (id),
  id      uuid not null,
  user_id uuid not null,
  from_on date not null,
  made_at timestamptz not null default now(),
  version int not null default 1,
  primary key (plan_id, id),
  unique (user_id, from_on)
);

-- Whose it was when it ended: giving a won deal to somebody else later does not move the credit for it.
alter table sales.closure add column owner_id uuid;
update sales.closure c set owner_id = o.owner_id from sales.opportunity o where o.customer_id = c.customer_id and o.id = c.opportunity_id;
create index closure_of_owner on sales.closure (owner_id, at);

-- Who brought the leads that were won.
create index lead_by_capturer on sales.lead (captured_by) where became_opportunity is not null;
