-- Whose customers are whose by rule, and how they pass from one seller to another.

create table sales.territory (
  id         uuid primary key,
  name       text not null check (length(name) between 1 and 120),
  parent_id  uuid references sales.territory (id),
  -- {countries, postcodes, tags, customers}: of the first three all that are given must hold; the last are in it in any case
  rule       jsonb not null,
  from_on    date not null,
  to_on      date,
  version    int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (parent_id <> id),
  check (to_on >= from_on)
);

-- Whose a territory was, from which day until which, that day not included.
create table sales.territory_owner (
  territory_id uuid not null references sales.territory (id),
  id           uuid not null,
  user_id      uuid not null,
  from_on      date not null,
  to_on        date,
  version      int not null default 1,
  primary key (territory_id, id),
  check (to_on >= from_on)
);

-- Days for which what somebody who left had stays where it is. Everybody may read it; one row.
create table sales.holdout (
  id         uuid primary key check (id = '01930000-0000-7000-8000-000000000051'),
  days       int not null check (days between 0 and 365),
  version    int not null default 1,
  updated_at timestamptz not null default now()
);
insert into sales.holdout values ('01930000-0000-7000-8000-000000000051', 14);

-- That customers and their open deals are to pass from one to another: who asked, what each of the two said, how it ended.
create table sales.hand_over (
  id               uuid primary key,
  from_id          uuid not null,
  to_id            uuid not null,
  customers        uuid[] not null check (cardinality(customers) between 1 and 10000),
  -- of each deal that is handed over, the part of the credit that stays with the giver
  kept_percent     int not null check (kept_percent between 0 and 100),
  note             text,
  asked_by         uuid not null,
  asked_at         timestamptz not null,
  from_accepted_at timestamptz,
  to_accepted_at   timestamptz,
  refused_at       timestamptz,
  refused_by       uuid,
  refused_why      text,
  done_at          timestamptz,
  version          int not null default 1,
  updated_at       timestamptz not null default now(),
  check (from_id <> to_id),
  check (refused_at is null or done_at is null)
);
create index hand_over_of_giver on sales.hand_over (from_id, asked_at);
create index hand_over_of_taker on sales.hand_over (to_id, asked_at);

-- Who besides its owner has a part in the credit for a deal; the rest is the owner's.
create table sales.credit (
  customer_id    uuid not null,
  id             uuid not null,
  opportunity_id uuid not null,
  user_id        uuid not null,
  percent        int not null check (percent between 1 and 100),
  since          timestamptz not null,
  version        int not null default 1,
  primary key (customer_id, id),
  foreign key (customer_id, opportunity_id) references sales.opportunity (customer_id, id)
);
create index credit_of_opportunity on sales.credit (customer_id, opportunity_id);
create index credit_of_user on sales.credit (user_id);
