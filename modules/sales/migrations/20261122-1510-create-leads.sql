-- Who might buy something one day, before he is a customer, and what is told about it to whom.

-- How long what a seller finds is his alone. Everybody may read it; one row.
create table sales.lead_policy (
  id                uuid primary key check (id = '01930000-0000-7000-8000-000000000031'),
  -- what somebody captures for himself is seen by him only
  private_first     boolean not null,
  -- days until its contact points take part, hashed, in finding who works on the same
  shadow_after_days int not null check (shadow_after_days between 0 and 3650),
  -- days until it is shared whether its owner wants or not; null: never
  share_after_days  int check (share_after_days between 1 and 3650),
  -- days before that on which its owner is told
  announce_days     int not null check (announce_days between 1 and 365),
  version           int not null default 1,
  updated_at        timestamptz not null default now()
);
insert into sales.lead_policy values ('01930000-0000-7000-8000-000000000031', true, 0, 90, 14);

create table sales.lead (
  id          uuid primary key,
  name        text not null,
  company     text,
  job_title   text,
  email       text,
  phone       text,
  website     text,
  city        text,
  country     text,
  note        text,
  -- the line or card as it was typed: nothing of it is lost, whatever was recognised
  typed       text,
  source      text,
  external_id text,
  tags        text[] not null default '{}',
  custom      jsonb not null default '{}',
  owner_id    uuid,
  unit_id     uuid not null,
  -- who brought it, and when: the credit for it stays, whoever has it later
  captured_by uuid not null,
  captured_at timestamptz not null,
  -- since when its contact points take part in finding doubles; since when others see it, through whom (null: the rule) and why
  shadow_at   timestamptz,
  shared_at   timestamptz,
  shared_by   uuid,
  shared_why  text check (shared_why in ('at-once', 'owner', 'qualified', 'converted', 'rule', 'program')),
  -- how it stands; who said so, when and why is in the columns below
  state       text not null default 'new' check (state in ('new', 'qualified', 'disqualified', 'converted')),
  qualified_at    timestamptz,
  qualified_by    uuid,
  qualified_why   text,
  disqualified_at  timestamptz,
  disqualified_by  uuid,
  disqualified_why text,
  -- the day on which it is worth another look; it is new again then
  recycle_on   date,
  converted_at timestamptz,
  converted_by uuid,
  -- What it became. No foreign keys: the undo of a conversion takes back each record by itself, in whatever order.
  became_customer    uuid,
  became_opportunity uuid,
  version     int not null default 1,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  check (owner_id is not null or shared_at is not null),
  check ((shared_at is null) = (shared_why is null)),
  check ((converted_at is null) = (state <> 'converted')),
  check (state <> 'disqualified' or disqualified_at is not null)
);
create index lead_by_owner on sales.lead (owner_id, captured_at, id);
create index lead_by_capture on sales.lead (captured_at, id);
create index lead_kept on sales.lead (id) where shared_at is null;
create index lead_by_sharing on sales.lead (shared_at);
create index lead_to_recycle on sales.lead (recycle_on, id) where state = 'disqualified' and recycle_on is not null;
create index lead_by_external_id on sales.lead (external_id) where external_id is not null;
create index lead_by_words on sales.lead using gin (name gin_trgm_ops, company gin_trgm_ops);

-- Contact points of leads that are not shared, as HMAC-SHA-256 under a key that is not in the database: whoever reads this table
-- cannot find out of whom they are, not even by trying. `kind` says what was hashed: address, number, domain of a company.
create table sales.lead_shadow (
  hash    text not null,
  lead_id uuid not null references sales.lead (id) on delete cascade,
  kind    text not null check (kind in ('email', 'phone', 'domain')),
  primary key (hash, lead_id)
);
create index lead_shadow_of_lead on sales.lead_shadow (lead_id);

-- Who opened a lead of somebody else's, once for every hour; its owner reads it.
create table sales.lead_opening (
  lead_id uuid not null,
  user_id uuid not null,
  hour    timestamptz not null,
  primary key (lead_id, user_id, hour)
);

-- What the owner of a lead is told: that somebody came upon the same account, that it will be shared, that it was.
create table sales.lead_notice (
  id       uuid primary key,
  owner_id uuid not null,
  lead_id  uuid not null,
  kind     text not null check (kind in ('asked', 'will-be-shared', 'shared')),
  by_id    uuid,
  at       timestamptz not null,
  due_at   timestamptz,
  seen_at  timestamptz
);
create index lead_notice_of_owner on sales.lead_notice (owner_id, id);
create index lead_notice_of_lead on sales.lead_notice (lead_id, kind, at);

-- How often somebody asked within the last hours, so that nobody finds out by trying who works with whom.
create table sales.shadow_asking (
  actor_id uuid not null,
  id       uuid not null,
  at       timestamptz not null,
  primary key (actor_id, id)
);
create index shadow_asking_by_time on sales.shadow_asking (actor_id, at);
