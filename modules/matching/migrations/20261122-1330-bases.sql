-- A second base of customers (of a firm that was bought): loaded as a source, matched, looked at, taken over in stages.

create table matching.base (
  id          uuid primary key,
  name        text not null,
  note        text,
  -- what becomes of its columns and words: {field: {"target": our field, "words": {theirs: ours}}}
  vocabulary  jsonb not null default '{}',
  version     int not null default 1,
  created_by  uuid not null,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now()
);

-- A row of the base, read as an import reads it, with the base's own words. Its id is that of the customer it becomes when
-- it is taken over: so it is taken exactly while that customer is there, it cannot be taken twice, and whatever takes the
-- customer away (undo above all) sets it free, without a word to us.
create table matching.base_record (
  id          uuid primary key,
  base_id     uuid not null references matching.base (id),
  kind        text not null check (kind in ('person', 'organisation')),
  name        text not null,
  given_name  text,
  family_name text,
  job_title   text,
  birth_date  date,
  org_number  text,
  industry    text,
  employees   int,
  website     text,
  level       text,
  language    text,
  city        text,
  postcode    text,
  country     text,
  email       text,
  phone       text,
  -- who looks after it there, as the base says it
  owner       text,
  tags        text[] not null default '{}',
  external_id text,
  source      text,
  -- where a person works, as given and folded as names of organisations are
  employer    text,
  employer_key text,
  custom      jsonb not null default '{}',
  points      jsonb not null default '[]',
  sort_name   text collate "C" not null,
  words       tsvector not null,
  -- what matching says of it, or a person did; empty before it was matched
  verdict     text check (verdict in ('new', 'same', 'unsure')),
  match_id    uuid,
  weight      real,
  parts       jsonb,
  vetoes      text[] not null default '{}',
  -- an earlier record of the same base that is the same customer
  twin_id     uuid,
  decided_by  uuid,
  decided_at  timestamptz,
  -- the stage that took it last
  stage_id    uuid,
  version     int not null default 1,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now()
);
create index base_record_by_base on matching.base_record (base_id, sort_name, id);
create index base_record_in_base on matching.base_record (base_id, id);
create index base_record_by_number on matching.base_record (base_id, external_id) where external_id is not null;
create index base_record_by_employer on matching.base_record (base_id, employer_key) where employer_key is not null;
create index base_record_by_match on matching.base_record (match_id) where match_id is not null;
create index base_record_by_words on matching.base_record using gin (words);

-- Keys of free records, by which they find each other; those of customers are in match_key.
create table matching.base_key (
  root_id uuid not null,
  key     bigint not null,
  base_id uuid not null,
  primary key (root_id, key)
);
create index base_key_by_key on matching.base_key (key, base_id, root_id);

-- A comparison of a base with the customers, and with itself.
-- It stays when its base is taken away as a whole, and is there again when that comes back.
create table matching.base_match (
  id          uuid primary key,
  base_id     uuid not null,
  state       text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'cancelled', 'failed')),
  -- behind which record it stands; the first pass makes keys, the second compares
  step        text not null default 'keys' check (step in ('keys', 'compare')),
  position    uuid,
  total       int not null default 0,
  done        int not null default 0,
  error       text,
  asked_by    uuid not null,
  asked_at    timestamptz not null default now(),
  started_at  timestamptz,
  finished_at timestamptz,
  cancel_asked_at timestamptz
);
create index base_match_by_base on matching.base_match (base_id, id desc);

-- A part of a base that is taken over as one act: its id is the act, and the undo of that act takes the stage back.
create table matching.stage (
  id          uuid primary key,
  base_id     uuid not null,
  -- which records: a filter and words over the base's records
  filter      jsonb,
  q           text,
  -- to whom records go: as the vocabulary names them, as the customer they join, to a person, to a team in turn
  owner_mode  text not null default 'keep' check (owner_mode in ('keep', 'existing', 'user', 'team')),
  -- the person or the team
  owner_id    uuid check ((owner_id is null) = (owner_mode in ('keep', 'existing'))),
  state       text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'cancelled', 'failed')),
  -- behind which record it stands: organisations come first, then persons
  position    text,
  total       int not null default 0,
  created     int not null default 0,
  linked      int not null default 0,
  alongside   int not null default 0,
  refused     int not null default 0,
  error       text,
  asked_by    uuid not null,
  asked_at    timestamptz not null default now(),
  started_at  timestamptz,
  finished_at timestamptz,
  cancel_asked_at timestamptz,
  undo_asked_at timestamptz
);
create index stage_by_base on matching.stage (base_id, id desc);

-- Records that a stage could not take, and why.
create table matching.stage_refusal (
  root_id     uuid not null,
  stage_id    uuid not null references matching.stage (id),
  code        text not null,
  message     text not null,
  params      jsonb not null default '{}',
  primary key (root_id, stage_id)
);
create index stage_refusal_by_stage on matching.stage_refusal (stage_id, root_id);
