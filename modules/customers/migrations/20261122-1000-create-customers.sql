-- Persons and organisations in one table. A merge is a link (merged_into, always one hop to the surviving root);
-- children keep their own customer_id and reads take the family.

create table customers.customer (
  id            uuid primary key,
  kind          text not null check (kind in ('person', 'organisation')),
  name          text not null,
  given_name    text,
  family_name   text,
  job_title     text,
  birth_date    date,
  org_number    text,
  industry      text,
  employees     int,
  website       text,
  level         text,
  language      text,
  city          text,
  postcode      text,
  country       text,
  -- the primary contact points, kept here because every list shows them; contact_point is the truth
  email         text,
  phone         text,
  owner_id      uuid,
  unit_id       uuid not null,
  tags          text[] not null default '{}',
  external_id   text,
  source        text,
  last_contact_at timestamptz,
  merged_into   uuid,
  custom        jsonb not null default '{}',
  -- folded for sorting and prefix search; the words of the name for search
  sort_name     text collate "C" not null,
  words         tsvector not null,
  version       int not null default 1,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now()
);
-- A page is found in its sort index alone: behind the id, which makes the order total, each carries what people filter
-- by most, so that rows which do not fit are passed over inside the index. A visit to the table costs 2 microseconds, and
-- a page may pass over ten thousand rows. Merged records are in no list, so they are in none of these.
create index customer_by_name on customers.customer (sort_name, id, last_contact_at, kind, level, city, owner_id, unit_id, (tags <> '{}')) where merged_into is null;
create index customer_by_contact on customers.customer (last_contact_at, id, sort_name, kind, level, city, owner_id, unit_id, (tags <> '{}')) where merged_into is null;
create index customer_by_creation on customers.customer (created_at, id, sort_name, last_contact_at, kind, level, city, owner_id, unit_id, (tags <> '{}')) where merged_into is null;
create index customer_by_owner on customers.customer (owner_id, sort_name, id, last_contact_at, kind, level, city) where merged_into is null and owner_id is not null;
create index customer_by_city on customers.customer (city, sort_name, id) where merged_into is null and city is not null;
create index customer_by_words on customers.customer using gin (words);
-- Values that few have, and their combinations.
create index customer_by_traits on customers.customer using gin (tags, country, industry, job_title);
create index customer_by_org_number on customers.customer (org_number) where org_number is not null;
create index customer_by_external_id on customers.customer (external_id) where external_id is not null;
create index customer_by_root on customers.customer (merged_into) where merged_into is not null;

create table customers.contact_point (
  customer_id uuid not null,
  id          uuid not null,
  kind        text not null check (kind in ('email', 'phone', 'address', 'web')),
  -- normalised: e-mail in canonical form, telephone as E.164; as given where it could not be read (see problem)
  value       text not null,
  given       text,
  label       text,
  is_primary  boolean not null default false,
  problem     text,
  address     jsonb,
  version     int not null default 1,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  primary key (customer_id, id),
  foreign key (customer_id) references customers.customer (id)
);
create index contact_point_by_value on customers.contact_point (value text_pattern_ops) where kind in ('email', 'phone');
create index contact_point_by_domain on customers.contact_point (split_part(value, '@', 2) text_pattern_ops) where kind = 'email';
create index contact_point_trigrams on customers.contact_point using gin (value gin_trgm_ops) where kind in ('email', 'phone');

-- Each relationship stands twice, once under each customer, with the same id: a page reads only its own rows.
create table customers.relationship (
  customer_id uuid not null,
  id          uuid not null,
  other_id    uuid not null,
  kind        text not null,
  -- the role of the other one as seen from customer_id ("employer"), and free words ("Head of purchasing")
  role        text not null,
  title       text,
  from_date   date,
  to_date     date,
  version     int not null default 1,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  primary key (customer_id, id),
  foreign key (customer_id) references customers.customer (id)
);
create index relationship_by_other on customers.relationship (other_id);

-- Who looked after the customer, and when. The open row of role 'owner' is mirrored in customer.owner_id.
create table customers.ownership (
  customer_id uuid not null,
  id          uuid not null,
  user_id     uuid not null,
  role        text not null default 'owner',
  from_at     timestamptz not null default now(),
  to_at       timestamptz,
  version     int not null default 1,
  primary key (customer_id, id),
  foreign key (customer_id) references customers.customer (id)
);

-- All that happened with a customer. Notes, calls and meetings are written here by people; other modules feed theirs.
create table customers.timeline_entry (
  customer_id uuid not null,
  id          uuid not null,
  at          timestamptz not null,
  ends_at     timestamptz,
  kind        text not null,
  title       text not null default '',
  body        text,
  actor_id    uuid,
  direction   text check (direction in ('in', 'out')),
  data        jsonb,
  about_entity text,
  about_id    uuid,
  pinned_at   timestamptz,
  version     int not null default 1,
  primary key (customer_id, id),
  foreign key (customer_id) references customers.customer (id)
);
create index timeline_entry_by_time on customers.timeline_entry (customer_id, at desc, id desc);
-- my appointments
create index timeline_entry_appointment on customers.timeline_entry (actor_id, at) where kind in ('meeting', 'visit');

create table customers.task (
  customer_id uuid not null,
  id          uuid not null,
  title       text not null,
  body        text,
  due_at      timestamptz,
  assignee_id uuid,
  priority    text not null default 'normal' check (priority in ('low', 'normal', 'high')),
  -- completion is a record: when and by whom
  completed_at timestamptz,
  completed_by uuid,
  created_by  uuid not null,
  version     int not null default 1,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  primary key (customer_id, id),
  foreign key (customer_id) references customers.customer (id)
);
create index task_open_by_assignee on customers.task (assignee_id, due_at) where completed_at is null;
create index task_open_by_customer on customers.task (customer_id, due_at) where completed_at is null;

create table customers.attachment (
  customer_id uuid not null,
  id          uuid not null,
  file_id     uuid not null,
  name        text not null,
  media_type  text not null,
  size        bigint not null,
  created_by  uuid not null,
  created_at  timestamptz not null default now(),
  version     int not null default 1,
  primary key (customer_id, id),
  foreign key (customer_id) references customers.customer (id),
  foreign key (file_id) references platform.file (id)
);

-- Who wants the morning mail, and the day of the last one.
create table customers.digest (
  user_id  uuid primary key,
  wanted   boolean not null,
  last_day date
);

-- Someone was named in a note; shown in his inbox until he has read it.
create table customers.mention (
  customer_id uuid not null,
  id          uuid not null,
  entry_id    uuid not null,
  user_id     uuid not null,
  read_at     timestamptz,
  version     int not null default 1,
  created_at  timestamptz not null default now(),
  primary key (customer_id, id),
  foreign key (customer_id, entry_id) references customers.timeline_entry (customer_id, id) on delete cascade
);
create index mention_unread on customers.mention (user_id, created_at desc) where read_at is null;
