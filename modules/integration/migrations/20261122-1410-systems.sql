-- An operational system that is joined. Secrets are sealed under a key outside the database. It is off from off_since until somebody
-- switches it on: nothing is asked of it, nothing sent. drill_since: somebody practises what happens when it is sick.
create table integration.system (
  id          uuid primary key,
  name        text not null check (length(name) between 1 and 80),
  -- which connector
  kind        text not null,
  -- without secrets; those stand sealed, as one JSON text, in sealed
  settings    jsonb not null default '{}',
  sealed      text,
  -- how much is asked of it (calls/limits.ts); what is not said here is as usual
  limits      jsonb not null default '{}',
  off_since   timestamptz,
  off_by      uuid,
  drill_since timestamptz,
  drill_by    uuid,
  version     int not null default 1,
  created_by  uuid,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now()
);
create unique index system_name on integration.system (lower(name));

-- A table, class or file there that is joined, as it looked then, and what it is here: customers, or documents of customers.
create table integration.object (
  system_id     uuid not null references integration.system (id),
  id            uuid primary key,
  space         text not null default '',
  name          text not null,
  -- RemoteObject of the port
  shape         jsonb not null,
  role          text not null check (role in ('customer', 'document')),
  -- of documents: what they are, and which of their fields say what (DocumentRole)
  document      jsonb,
  -- of documents: whose they are
  parent_id     uuid references integration.object (id),
  parent_fields text[],
  -- one rule for each field that is used (FieldRule)
  mapping       jsonb not null default '[]',
  version       int not null default 1,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  unique (system_id, space, name),
  check ((role = 'document') = (parent_id is not null and parent_fields is not null and document is not null))
);

-- What stands there, as it stands there: our copy, by the key of the other system.
create table integration.mirror (
  object_id  uuid not null,
  key        text not null,
  -- of documents: the key of the parent there
  parent_key text,
  values     jsonb not null,
  -- what the system says of its record: ETag, row version
  stamp      text,
  -- when we last heard of it, and when it last changed
  seen_at    timestamptz not null,
  changed_at timestamptz not null,
  gone_at    timestamptz,
  primary key (object_id, key)
);
create index mirror_parent on integration.mirror (object_id, parent_key) where parent_key is not null;

-- Which record there is which customer record here. It is written once; who is the same customer is said by links.
create table integration.crosswalk (
  object_id   uuid not null,
  key         text not null,
  record_id   uuid not null,
  since       timestamptz not null default now(),
  primary key (object_id, key)
);
create index crosswalk_record on integration.crosswalk (record_id);

-- How far the changes of a system have been followed; moves on in the transaction that stores them. One process holds it at a time.
create table integration.stream (
  system_id   uuid primary key references integration.system (id) on delete cascade,
  position    jsonb,
  -- objects (ids) that the position covers: others begin anew
  covers      uuid[] not null default '{}',
  holder      uuid,
  held_until  timestamptz,
  -- by the clock there: the last change; by ours: when it was stored, and the last sign of life
  change_at   timestamptz,
  stored_at   timestamptz,
  alive_at    timestamptz,
  -- somebody has said that something changed there
  woken_at    timestamptz,
  -- why it is not followed at the moment: kind and words of the failure
  failed_at   timestamptz,
  failure     text,
  reason      text,
  -- the position was no longer to be had; since then all is read anew
  lost_at     timestamptz
);

-- A reading of a whole object: the first, one after a lost position, the nightly comparison. It goes on where it was when its worker dies.
create table integration.load (
  id           uuid primary key,
  object_id    uuid not null,
  batch_id     uuid not null,
  reason       text not null check (reason in ('first', 'position-lost', 'mapping-changed', 'nightly', 'asked')),
  asked_by     uuid,
  asked_at     timestamptz not null default now(),
  begun_at     timestamptz,
  ended_at     timestamptz,
  failure      text,
  cancelled_at timestamptz,
  after_key    text,
  -- the mapping before (mapping-changed): the copy is translated anew, nothing is read
  former       jsonb,
  about        bigint,
  -- read = created + changed + same + refused; gone were here and not there
  read         bigint not null default 0,
  created      bigint not null default 0,
  changed      bigint not null default 0,
  same         bigint not null default 0,
  gone         bigint not null default 0,
  refused      bigint not null default 0
);
create index load_of_object on integration.load (object_id, asked_at desc);
create index load_open on integration.load (asked_at) where ended_at is null;

-- Keys that a reading has met, until it is over: what it has not met is gone.
create unlogged table integration.met (
  load_id uuid not null,
  key     text not null,
  primary key (load_id, key)
);

-- Records that cannot be customers here, and why; the mirror has them all the same.
create table integration.refusal (
  object_id uuid not null,
  key       text not null,
  field     text,
  code      text not null,
  message   text not null,
  params    jsonb not null default '{}',
  at        timestamptz not null default now(),
  primary key (object_id, key)
);

-- What a comparison found different between the other system and our copy, and mended.
create table integration.difference (
  load_id   uuid not null references integration.load (id) on delete cascade,
  key       text not null,
  object_id uuid not null,
  kind      text not null check (kind in ('missing', 'other', 'gone')),
  fields    text[] not null default '{}',
  primary key (load_id, key)
);

-- A change that goes there, wanted by an act here. It is written in the transaction of that act.
--   asked → pending → sent → confirmed | conflict | failed; withdrawn where the act was taken back or somebody gave it up.
-- A conflict or failure stays what it is once somebody has decided: decided_at says when, replaced_by what came of it.
create table integration.operation (
  customer_id  uuid not null,
  id           uuid not null,
  system_id    uuid not null,
  object_id    uuid not null,
  key          text not null,
  batch_id     uuid not null,
  wanted_by    uuid not null,
  wanted_at    timestamptz not null default now(),
  -- field keys here, and what is set and believed there, by field there
  fields       text[] not null,
  set          jsonb not null,
  expected     jsonb not null,
  base_stamp   text,
  state        text not null check (state in ('asked', 'pending', 'sent', 'confirmed', 'conflict', 'failed', 'withdrawn')),
  attempts     int not null default 0,
  due_at       timestamptz not null default now(),
  sent_at      timestamptz,
  ended_at     timestamptz,
  -- how it was confirmed: by answer, by echo, by reading back
  confirmed_by text check (confirmed_by in ('answer', 'echo', 'reading')),
  -- what stood there instead (conflict)
  theirs       jsonb,
  -- why it waits or ended so: code (integration.reason.<code>) and the words of the other system
  reason       text,
  said         text,
  decided_by   uuid,
  decided_at   timestamptz,
  -- the operation that took its place
  replaced_by  uuid,
  primary key (customer_id, id)
);
create index operation_open on integration.operation (system_id, id) where state in ('pending', 'sent');
create index operation_stuck on integration.operation (id) where state in ('asked', 'conflict', 'failed') and decided_at is null;
-- an echo names nothing else
create index operation_by_id on integration.operation (id);
create index operation_record on integration.operation (object_id, key, id);
-- whoever takes an act back looks at what it wanted
create index operation_act on integration.operation (batch_id);
-- What went through in a time is counted from the index alone: 900,000 of 13 weeks in 8,400 pages instead of 24,400, and those of four
-- weeks do not read the years before (measured before who wanted it stood in it too, for the teams: 16 bytes more a row).
create index operation_done on integration.operation (ended_at) include (object_id, system_id, customer_id, wanted_by) where state = 'confirmed';

-- A change that was made over there, not through us.
create table integration.foreign_change (
  customer_id uuid not null,
  id          uuid not null,
  system_id   uuid not null,
  object_id   uuid not null,
  key         text not null,
  batch_id    uuid,
  seen_at     timestamptz not null default now(),
  -- by the clock there, and who, as that system calls him
  at          timestamptz,
  by          text,
  -- field keys here (for fields without one: the field there); those that could have been typed here
  fields      text[] not null,
  avoidable   text[] not null default '{}',
  before      jsonb not null,
  after       jsonb not null,
  -- the same value was typed here as well within a day
  double_at   timestamptz,
  primary key (customer_id, id)
);
create index foreign_change_seen on integration.foreign_change (system_id, seen_at);

-- Accounts of people and programs over there, as far as they were seen, and whose team they are.
create table integration.account (
  id        uuid primary key default platform.new_id(),
  system_id uuid not null references integration.system (id),
  name      text not null,
  team_id   uuid,
  -- a program, whose work is no bypass, since then
  program_since timestamptz,
  seen_at   timestamptz not null default now(),
  version   int not null default 1,
  unique (system_id, name)
);

-- What one process saw of one system within a minute.
create table integration.measure (
  system_id uuid not null references integration.system (id) on delete cascade,
  at        timestamptz not null,
  process   uuid not null,
  asked     int not null default 0,
  answered  int not null default 0,
  failed    int not null default 0,
  held_back int not null default 0,
  shared    int not null default 0,
  -- questions that our copy answered
  spared    int not null default 0,
  p50       real,
  p95       real,
  breakers  jsonb not null default '{}',
  primary key (system_id, at, process)
);

-- What the old billing system of the demo company holds; a server of ours speaks for it (server/demo).
create table integration.demo_record (
  system_id  uuid not null,
  list       text not null,
  key        text not null,
  values     jsonb not null,
  -- counts changes; no two records of a list have the same
  stamp      bigint not null,
  deleted_at timestamptz,
  primary key (system_id, list, key)
);
create unique index demo_record_stamp on integration.demo_record (system_id, list, stamp);
create sequence integration.demo_stamp;
