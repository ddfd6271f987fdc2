-- A rule says which customers it asks (applies) and what must hold for them (must), both filters as in lists. One without
-- “must” is not worked out here: a module finds out and reports. A rule that comes with the product has a key, under which
-- its words stand in the texts. It is on from active_from until active_to.
create table data_quality.rule (
  id            uuid primary key,
  key           text unique check (key ~ '^[a-z][a-z0-9-]{0,58}$'),
  name          text check (length(name) between 1 and 120),
  explanation   text,
  dimension     text not null check (dimension in ('completeness', 'validity', 'uniqueness', 'timeliness', 'consistency')),
  severity      text not null check (severity in ('note', 'warn', 'refuse')),
  kind          text check (kind in ('person', 'organisation')),
  applies       jsonb,
  must          jsonb,
  -- the fields it speaks about, the one to mend first
  fields        text[] not null default '{}',
  owner_user_id uuid,
  owner_team_id uuid,
  active_from   timestamptz,
  active_to     timestamptz,
  -- of a rule that is reported: when a module last did; before that nobody knows how many break it
  reported_at   timestamptz,
  version       int not null default 1,
  created_by    uuid,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  check (key is not null or (name is not null and must is not null)),
  check (num_nonnulls(owner_user_id, owner_team_id) <= 1)
);

insert into data_quality.rule (id, key, dimension, severity, kind, applies, must, fields, active_from) values
  ('00000000-0000-7000-8000-00000d000001', 'email-readable', 'validity', 'warn', null,
   '{"field":"email","op":"not-empty"}', '{"field":"@check","op":"eq","value":"email"}', '{email}', now()),
  ('00000000-0000-7000-8000-00000d000002', 'phone-readable', 'validity', 'warn', null,
   '{"field":"phone","op":"not-empty"}', '{"field":"@check","op":"eq","value":"phone"}', '{phone}', now()),
  ('00000000-0000-7000-8000-00000d000003', 'postcode-fits-country', 'validity', 'warn', null,
   '{"and":[{"field":"postcode","op":"not-empty"},{"field":"country","op":"not-empty"}]}', '{"field":"@check","op":"eq","value":"postcode"}', '{postcode,country}', now()),
  ('00000000-0000-7000-8000-00000d000004', 'birth-date-plausible', 'validity', 'warn', 'person',
   '{"field":"birthDate","op":"not-empty"}', '{"field":"@check","op":"eq","value":"birth-date"}', '{birthDate}', now()),
  ('00000000-0000-7000-8000-00000d000005', 'country-is-code', 'consistency', 'warn', null,
   '{"field":"country","op":"not-empty"}', '{"field":"@check","op":"eq","value":"country"}', '{country}', now()),
  ('00000000-0000-7000-8000-00000d000006', 'name-not-shouted', 'consistency', 'note', null,
   null, '{"field":"@check","op":"eq","value":"name-case"}', '{name}', now()),
  ('00000000-0000-7000-8000-00000d000007', 'person-has-both-names', 'completeness', 'note', 'person',
   null, '{"and":[{"field":"givenName","op":"not-empty"},{"field":"familyName","op":"not-empty"}]}', '{givenName,familyName}', now()),
  ('00000000-0000-7000-8000-00000d000008', 'organisation-identified', 'completeness', 'note', 'organisation',
   null, '{"or":[{"field":"orgNumber","op":"not-empty"},{"field":"website","op":"not-empty"},{"field":"email","op":"not-empty"}]}', '{orgNumber,website,email}', now()),
  ('00000000-0000-7000-8000-00000d000009', 'can-be-reached', 'completeness', 'warn', null,
   null, '{"or":[{"field":"email","op":"not-empty"},{"field":"phone","op":"not-empty"}]}', '{email,phone}', now()),
  ('00000000-0000-7000-8000-00000d00000a', 'employees-positive', 'validity', 'warn', 'organisation',
   '{"field":"employees","op":"not-empty"}', '{"field":"employees","op":"gte","value":1}', '{employees}', now()),
  ('00000000-0000-7000-8000-00000d00000b', 'owner-is-active', 'consistency', 'warn', null,
   '{"field":"owner","op":"not-empty"}', '{"field":"@check","op":"eq","value":"owner"}', '{owner}', now()),
  ('00000000-0000-7000-8000-00000d00000c', 'gold-has-owner', 'completeness', 'warn', null,
   '{"field":"level","op":"eq","value":"gold"}', '{"field":"owner","op":"not-empty"}', '{owner,level}', now()),
  ('00000000-0000-7000-8000-00000d00000d', 'gold-is-met', 'timeliness', 'note', null,
   '{"field":"level","op":"eq","value":"gold"}', '{"field":"lastContactAt","op":"within","value":"last-90-days"}', '{lastContactAt,level}', now()),
  ('00000000-0000-7000-8000-00000d00000e', 'cared-for-is-met', 'timeliness', 'note', null,
   '{"and":[{"field":"owner","op":"not-empty"},{"field":"level","op":"in","value":["silver","bronze"]}]}', '{"field":"lastContactAt","op":"within","value":"last-365-days"}', '{lastContactAt,level,owner}', null),
  ('00000000-0000-7000-8000-00000d000010', 'email-is-personal', 'consistency', 'note', 'person',
   '{"field":"email","op":"not-empty"}', '{"field":"@check","op":"eq","value":"email-personal"}', '{email}', null),
  ('00000000-0000-7000-8000-00000d00000f', 'possible-duplicate', 'uniqueness', 'note', null,
   null, null, '{name}', now());

-- That a customer breaks a rule: found, and mended again. Worked out anew at every save and every night, so it has no history.
create table data_quality.finding (
  customer_id uuid not null,
  id          uuid not null default platform.new_id(),
  -- No foreign key: a customer that comes back by an undo may bring what a rule found that is gone; the next check forgets it.
  rule_id     uuid not null,
  field       text,
  found_at    timestamptz not null default now(),
  mended_at   timestamptz,
  primary key (customer_id, id),
  foreign key (customer_id) references customers.customer (id)
);
create unique index finding_open on data_quality.finding (customer_id, rule_id) where mended_at is null;
create index finding_of_rule on data_quality.finding (rule_id, customer_id) where mended_at is null;
create index finding_mended on data_quality.finding (mended_at) where mended_at is not null;

-- A check of all customers: asked for by a person or by the clock.
create table data_quality.sweep (
  id          uuid primary key,
  asked_by    uuid,
  asked_at    timestamptz not null default now(),
  started_at  timestamptz,
  finished_at timestamptz,
  checked     bigint,
  found       bigint,
  mended      bigint,
  error       text
);
-- What a sweep has found out and not yet written down: `broken` is to be opened, the rest to be closed. May be lost in a crash.
create unlogged table data_quality.sweep_difference (
  sweep_id    uuid not null,
  customer_id uuid not null,
  rule_id     uuid not null,
  broken      boolean not null,
  primary key (customer_id, sweep_id, rule_id)
);
create index sweep_difference_of_sweep on data_quality.sweep_difference (sweep_id, customer_id);

-- Acts on many customers whose check is asked for and has not begun.
create table data_quality.recheck (
  batch_id uuid primary key,
  asked_at timestamptz not null default now()
);
