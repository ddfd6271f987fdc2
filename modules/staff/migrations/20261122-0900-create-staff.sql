-- Who works here, how they sign in, and what they may do. Small reference tables: they do not grow with the
-- customers' life. Secrets are kept as hashes only (sessions, links, invitations and keys by SHA-256, passwords by scrypt).

create table staff.organisation (
  only_one boolean primary key default true check (only_one),
  name     text not null check (length(name) between 1 and 200)
);

create table staff.business_unit (
  id         uuid primary key,
  name       text not null check (length(name) between 1 and 120),
  parent_id  uuid references staff.business_unit (id),
  created_at timestamptz not null default now(),
  check (parent_id <> id)
);
create unique index business_unit_name on staff.business_unit (coalesce(parent_id, '00000000-0000-0000-0000-000000000000'), lower(name));

create table staff.team (
  id         uuid primary key,
  unit_id    uuid references staff.business_unit (id),
  name       text not null check (length(name) between 1 and 120),
  created_at timestamptz not null default now()
);
create unique index team_name on staff.team (lower(name));

create table staff."user" (
  id              uuid primary key,
  name            text not null check (length(name) between 1 and 200),
  email           text not null unique check (email = lower(email) and length(email) <= 254),
  email_verified  boolean not null default false,
  image           text,
  locale          text not null default 'en',
  time_zone       text not null default 'UTC',
  theme           text not null default 'auto' check (theme in ('auto', 'light', 'dark')),
  density         text not null default 'comfortable' check (density in ('comfortable', 'compact')),
  unit_id         uuid references staff.business_unit (id),
  last_sign_in_at timestamptz,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now()
);
create index user_name on staff."user" (lower(name), id);

-- Someone who left keeps the name on everything they did; this record says since when and by whom they may not enter.
create table staff.user_deactivation (
  user_id uuid primary key references staff."user" (id) on delete cascade,
  at      timestamptz not null default now(),
  by_id   uuid not null
);

create table staff.team_member (
  team_id uuid not null references staff.team (id) on delete cascade,
  user_id uuid not null references staff."user" (id) on delete cascade,
  primary key (team_id, user_id)
);
create index team_member_by_user on staff.team_member (user_id, team_id);

-- Built-in roles have their permissions and scopes in the program, so that a new version brings new rights with it;
-- role_permission and role_scope hold those of an organisation's own roles.
create table staff.role (
  id       uuid primary key default gen_random_uuid(),
  key      text not null unique check (key ~ '^[a-z][a-z0-9-]{0,58}$'),
  name     text not null,
  built_in boolean not null default false
);
insert into staff.role (key, name, built_in) values
  ('administrator', 'Administrator', true),
  ('manager', 'Manager', true),
  ('steward', 'Steward', true),
  ('agent', 'Agent', true),
  ('seller', 'Seller', true),
  ('reader', 'Reader', true);

create table staff.role_permission (
  role_id    uuid not null references staff.role (id) on delete cascade,
  permission text not null,
  primary key (role_id, permission)
);

create table staff.role_scope (
  role_id uuid not null references staff.role (id) on delete cascade,
  entity  text not null,
  scope   text not null check (scope in ('own', 'team', 'unit', 'all')),
  primary key (role_id, entity)
);

create table staff.user_role (
  user_id uuid not null references staff."user" (id) on delete cascade,
  role_id uuid not null references staff.role (id),
  primary key (user_id, role_id)
);
create index user_role_by_role on staff.user_role (role_id, user_id);

-- The next four are written by better-auth; `token` of a session holds the hash of what the browser has.
create table staff.session (
  id         uuid primary key,
  user_id    uuid not null references staff."user" (id) on delete cascade,
  token      text not null unique,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  ip_address text,
  user_agent text,
  -- Demo company only: the role this session looks through.
  demo_role  text
);
create index session_by_user on staff.session (user_id);
create index session_by_expiry on staff.session (expires_at);

create table staff.account (
  id                       uuid primary key,
  user_id                  uuid not null references staff."user" (id) on delete cascade,
  account_id               text not null,
  provider_id              text not null,
  password                 text,
  access_token             text,
  refresh_token            text,
  id_token                 text,
  access_token_expires_at  timestamptz,
  refresh_token_expires_at timestamptz,
  scope                    text,
  created_at               timestamptz not null default now(),
  updated_at               timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index account_by_user on staff.account (user_id);

create table staff.verification (
  id         uuid primary key,
  identifier text not null,
  value      text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verification_by_identifier on staff.verification (identifier);

create table staff.rate_limit (
  key        text primary key,
  count      int not null,
  started_at timestamptz not null
);

create table staff.invitation (
  id          uuid primary key,
  token_hash  bytea not null unique,
  email       text not null check (email = lower(email) and length(email) <= 254),
  role_id     uuid not null references staff.role (id),
  team_id     uuid references staff.team (id) on delete set null,
  unit_id     uuid references staff.business_unit (id),
  invited_by  uuid not null,
  created_at  timestamptz not null default now(),
  expires_at  timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references staff."user" (id),
  revoked_at  timestamptz,
  revoked_by  uuid
);
create unique index invitation_open on staff.invitation (email) where accepted_at is null and revoked_at is null;

create table staff.sign_in_link (
  id         uuid primary key,
  token_hash bytea not null unique,
  user_id    uuid not null references staff."user" (id) on delete cascade,
  created_by uuid,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index sign_in_link_by_user on staff.sign_in_link (user_id);

create table staff.api_key (
  id           uuid primary key,
  name         text not null check (length(name) between 1 and 120),
  prefix       text not null,
  hash         bytea not null unique,
  role_id      uuid not null references staff.role (id),
  created_by   uuid not null,
  created_at   timestamptz not null default now(),
  expires_at   timestamptz,
  revoked_at   timestamptz,
  revoked_by   uuid,
  -- Coarse on purpose: written at most every ten minutes.
  last_used_at timestamptz
);

-- Signs the session cookies of all processes on this database. Alone it opens nothing: the sessions are kept as hashes.
create table staff.cookie_secret (
  only_one boolean primary key default true check (only_one),
  secret   text not null
);
