-- The technical tables every module stands on. Rows that live with a root record (a customer) carry root_id first in
-- their key, so that a cluster can keep them beside that root.


-- A new record id (UUID version 7, RFC 9562) for rows that a set-based statement makes; PostgreSQL below 18 has none.
create function platform.new_id() returns uuid language sql volatile parallel safe as $$
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
$$;

-- One act of one actor. Everything the act wrote carries its id, and undo takes it back as a whole.
create table platform.batch (
  id           uuid primary key,
  at           timestamptz not null default now(),
  actor_id     uuid not null,
  actor_name   text not null,
  actor_kind   text not null check (actor_kind in ('user', 'key', 'system', 'stranger')),
  channel      text not null check (channel in ('screen', 'api', 'import', 'automation', 'command-line', 'system')),
  label        text not null,
  label_params jsonb not null default '{}',
  undo_of      uuid
);
create index batch_by_actor on platform.batch (actor_id, id desc);

-- An undo is a record: who took which batch back, how far it is, and what was kept because someone had touched it since.
create table platform.undo (
  batch_id    uuid primary key references platform.batch (id),
  undo_batch  uuid not null unique,
  state       text not null check (state in ('running', 'done', 'failed')),
  removed     bigint not null default 0,
  restored    bigint not null default 0,
  kept        bigint not null default 0,
  position    uuid,
  error       text,
  started_at  timestamptz not null default now(),
  finished_at timestamptz
);

create table platform.undo_kept (
  batch_id  uuid not null references platform.batch (id),
  root_id   uuid not null,
  entity    text not null,
  record_id uuid not null,
  title     text,
  reason    text not null,
  -- columns that keep the value someone gave them since
  fields    text[] not null default '{}',
  primary key (batch_id, root_id, record_id)
);

-- History: one row per record and act. A creation keeps no image (the row itself is it); a change keeps the fields
-- before and after; a deletion keeps the whole row, that of a root record also the rows it owned (under "_owned", by
-- entity). Columns by their names.
create table platform.change (
  root_id   uuid not null,
  id        uuid not null,
  batch_id  uuid not null,
  entity    text not null,
  record_id uuid not null,
  action    text not null check (action in ('created', 'changed', 'deleted', 'restored')),
  before    jsonb,
  after     jsonb,
  primary key (root_id, id)
);
create index change_by_batch on platform.change (batch_id, root_id);
create index change_of_removed on platform.change (entity, root_id) where action = 'deleted';

-- The outbox. Readers follow xid, not id: a transaction that commits late must not be skipped.
create table platform.event (
  root_id   uuid not null,
  id        uuid not null,
  xid       xid8 not null default pg_current_xact_id(),
  at        timestamptz not null default now(),
  kind      text not null,
  entity    text not null,
  record_id uuid not null,
  batch_id  uuid not null,
  actor_id  uuid not null,
  data      jsonb not null default '{}',
  primary key (root_id, id)
);
create index event_by_xid on platform.event (xid, id);

-- How far each *after* listener has read the outbox.
create table platform.event_reader (
  name       text primary key,
  xid        xid8 not null,
  id         uuid not null default '00000000-0000-0000-0000-000000000000',
  read_at    timestamptz not null default now(),
  -- a listener that fails is tried again later; the last error stays visible on the health page
  failures   int not null default 0,
  last_error text,
  retry_at   timestamptz not null default now()
);

-- A creation sent twice with one Idempotency-Key is answered once.
create table platform.idempotency_key (
  actor_id   uuid not null,
  key        text not null,
  endpoint   text not null,
  body_hash  bytea not null,
  status     int,
  reply      jsonb,
  created_at timestamptz not null default now(),
  primary key (actor_id, key)
);

create table platform.setting (
  name       text primary key,
  value      jsonb not null,
  updated_at timestamptz not null default now()
);

create table platform.custom_field (
  id         uuid primary key,
  entity     text not null,
  key        text not null check (key ~ '^[a-z][a-z0-9_]{0,58}$'),
  label      text not null,
  kind       text not null,
  choices    jsonb not null default '[]',
  required   boolean not null default false,
  position   int not null default 0,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  version    int not null default 1,
  unique (entity, key)
);

create table platform.saved_view (
  id         uuid primary key,
  entity     text not null,
  name       text not null,
  owner_id   uuid not null,
  visibility text not null check (visibility in ('private', 'team', 'all')),
  layout     text not null default 'table' check (layout in ('table', 'board', 'calendar')),
  filter     jsonb,
  -- keys of fields, with a minus in front the other way round
  sort       text[] not null default '{}',
  columns    text[] not null default '{}',
  position   int not null default 0,
  version    int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index saved_view_by_entity on platform.saved_view (entity, owner_id);

create table platform.file (
  id          uuid primary key,
  name        text not null,
  media_type  text not null,
  size        bigint not null,
  sha256      bytea not null,
  storage_key text not null,
  created_by  uuid not null,
  created_at  timestamptz not null default now()
);

-- Every distinct word of every searchable title. Small beside the records, so parts of words and mistyped words are
-- looked up here first, and the records then by whole words.
create table platform.search_word (
  word text collate "C" primary key
);
create index search_word_trigrams on platform.search_word using gin (word gin_trgm_ops);

create table platform.import (
  id           uuid primary key,
  batch_id     uuid not null unique,
  entity       text not null,
  file_id      uuid not null references platform.file (id),
  file_name    text not null,
  format       text not null,
  state        text not null check (state in ('draft', 'waiting', 'checking', 'checked', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone')),
  dry_run      boolean not null default false,
  mapping      jsonb not null default '{}',
  options      jsonb not null default '{}',
  -- as the file was written: column titles, sheet, dialect
  source       jsonb not null default '{}',
  -- number of the last row of the file that is dealt with; moves in the transaction that wrote the rows
  position     bigint not null default 0,
  total_rows   bigint,
  read_rows    bigint not null default 0,
  created      bigint not null default 0,
  -- records made because rows name them, and relationships to such
  alongside    bigint not null default 0,
  related      bigint not null default 0,
  matched      bigint not null default 0,
  changed      bigint not null default 0,
  refused      bigint not null default 0,
  warnings     jsonb not null default '[]',
  error        text,
  cancel_asked_at timestamptz,
  actor_id     uuid not null,
  created_at   timestamptz not null default now(),
  started_at   timestamptz,
  finished_at  timestamptz,
  heartbeat_at timestamptz
);
create index import_by_time on platform.import (created_at desc);

create table platform.import_refusal (
  import_id uuid not null references platform.import (id) on delete cascade,
  row_no    bigint not null,
  field     text,
  code      text not null,
  message   text not null,
  params    jsonb not null default '{}',
  cells     jsonb not null,
  primary key (import_id, row_no)
);

create table platform.export (
  id          uuid primary key,
  entity      text not null,
  format      text not null check (format in ('csv', 'json')),
  query       jsonb not null,
  state       text not null check (state in ('waiting', 'running', 'done', 'cancelled', 'failed')),
  rows        bigint not null default 0,
  file_id     uuid references platform.file (id),
  error       text,
  cancel_asked_at timestamptz,
  actor_id    uuid not null,
  created_at  timestamptz not null default now(),
  finished_at timestamptz
);
