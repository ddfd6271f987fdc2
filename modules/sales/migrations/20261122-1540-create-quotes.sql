-- What can be sold and for how much, what was offered to whom, and what came of it.

create table sales.product (
  id           uuid primary key,
  code         text not null check (length(code) between 1 and 60),
  name         text not null,
  description  text,
  unit         text not null,
  -- how it is taxed, whatever the country
  tax_category text not null check (tax_category in ('standard', 'reduced', 'second-reduced', 'zero', 'exempt', 'reverse-charge', 'export')),
  -- one that went out of use keeps its name for the quotes it is on
  active       boolean not null default true,
  custom       jsonb not null default '{}',
  version      int not null default 1,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now()
);
create unique index product_code on sales.product (lower(code)) where active;
create index product_by_code on sales.product (code, id);
create index product_by_words on sales.product using gin (name gin_trgm_ops, code gin_trgm_ops);

create table sales.price_list (
  id         uuid primary key,
  name       text not null check (length(name) between 1 and 120),
  currency   char(3) not null,
  valid_from date,
  valid_to   date,
  -- the one that quotes in this currency begin with
  is_default boolean not null default false,
  active     boolean not null default true,
  version    int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (valid_to >= valid_from)
);

-- What a product costs in a list from a quantity on, in minor units of the list's currency.
create table sales.price (
  id            uuid primary key,
  price_list_id uuid not null references sales.price_list (id),
  -- no foreign keys to what belongs to nobody: undo takes back each record by itself, in whatever order
  product_id    uuid not null,
  from_quantity numeric(13, 4) not null check (from_quantity > 0),
  amount        bigint not null check (amount >= 0),
  version       int not null default 1,
  unique (price_list_id, product_id, from_quantity)
);

-- The rate of a category from a day on, in hundredths of a per cent; it ends where the next one begins.
create table sales.tax_rate (
  id         uuid primary key,
  country    char(2) not null,
  category   text not null check (category in ('standard', 'reduced', 'second-reduced', 'zero', 'exempt', 'reverse-charge', 'export')),
  valid_from date not null,
  rate       int not null check (rate between 0 and 10000),
  -- why there is none, as the document says it
  reason     text,
  version    int not null default 1,
  unique (country, category, valid_from),
  check (reason is null or rate = 0)
);

-- Who sends quotes, under what terms, and how much each role may take off; one row.
create table sales.quote_settings (
  id          uuid primary key check (id = '01930000-0000-7000-8000-000000000041'),
  sender      text,
  footer      text,
  tax_country char(2) not null,
  language    text not null check (language in ('en', 'de', 'ar')),
  valid_days  int not null check (valid_days between 1 and 3650),
  terms       jsonb not null,
  prefix      text not null,
  -- hundredths of a per cent by the key of the role, and for those of which nothing is said
  limits      jsonb not null,
  otherwise   int not null check (otherwise between 0 and 10000),
  version     int not null default 1,
  updated_at  timestamptz not null default now()
);
insert into sales.quote_settings values ('01930000-0000-7000-8000-000000000041', null, null, 'DE', 'en', 30,
  '{"en": null, "de": null, "ar": null}', 'Q-', '{"seller": 1000, "manager": 2500}', 500);

-- The last number of each year. Its row is locked by whoever takes one until he commits, so none is left out and none given twice.
create table sales.quote_series (
  year int primary key,
  last int not null check (last > 0)
);
-- Which quote has a number stays known when the quote is removed with its customer: a series has no holes. So no foreign key.
create table sales.quote_number (
  year     int not null,
  serial   int not null,
  quote_id uuid not null unique,
  given_at timestamptz not null,
  primary key (year, serial)
);

create table sales.quote (
  customer_id    uuid not null,
  id             uuid not null,
  opportunity_id uuid not null,
  number         text,
  -- how it stands: of what was sent last, or of the draft as long as nothing was
  state          text not null check (state in ('draft', 'asked', 'approved', 'refused', 'sent', 'accepted', 'declined', 'withdrawn')),
  -- of what was sent last, or of the draft as long as nothing was, for lists
  title          text not null,
  currency       char(3) not null,
  net            bigint not null,
  total          bigint not null,
  valid_until    date not null,
  sent_at        timestamptz,
  withdrawn_at   timestamptz,
  withdrawn_by   uuid,
  withdrawn_why  text,
  version        int not null default 1,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  primary key (customer_id, id),
  foreign key (customer_id, opportunity_id) references sales.opportunity (customer_id, id)
);
create index quote_by_id on sales.quote (id);
create index quote_by_number on sales.quote (lower(number)) where number is not null;
create index quote_by_words on sales.quote using gin (title gin_trgm_ops, number gin_trgm_ops);
create index quote_of_opportunity on sales.quote (customer_id, opportunity_id);
create index quote_by_creation on sales.quote (created_at, id);
create index quote_by_valid_until on sales.quote (valid_until, id);
create index quote_by_sending on sales.quote (sent_at, id);

-- One that was sent never changes again; what it says stands in it and its lines, and printed in the file.
create table sales.quote_version (
  customer_id     uuid not null,
  id              uuid not null,
  quote_id        uuid not null,
  opportunity_id  uuid not null,
  number          int not null check (number > 0),
  title           text not null,
  currency        char(3) not null,
  language        text not null check (language in ('en', 'de', 'ar')),
  recipient       text,
  valid_until     date not null,
  price_list_id   uuid,
  tax_country     char(2) not null,
  tax_treatment   text not null check (tax_treatment in ('domestic', 'reverse-charge', 'export', 'exempt')),
  intro           text,
  terms           text,
  -- off all of it: hundredths of a per cent, or minor units
  discount_rate   int check (discount_rate between 0 and 10000),
  discount_amount bigint check (discount_amount >= 0),
  -- worked out from the lines (contract/quote-totals.ts), kept because approvals and lists go by it
  totals          jsonb not null,
  -- SHA-256 of all that it says: what an approval is for
  content_hash    text not null,
  sent_at         timestamptz,
  sent_by         uuid,
  -- SHA-256 of what was sent, its file's included
  hash            text,
  file_id         uuid references platform.file (id),
  -- who sent it, as the file says it; null as long as it is a draft
  sender          text,
  version         int not null default 1,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  primary key (customer_id, id),
  unique (customer_id, quote_id, number),
  foreign key (customer_id, quote_id) references sales.quote (customer_id, id),
  check (discount_rate is null or discount_amount is null),
  check ((sent_at is null) = (hash is null))
);

create table sales.quote_line (
  customer_id     uuid not null,
  id              uuid not null,
  version_id      uuid not null,
  opportunity_id  uuid not null,
  position        int not null,
  product_id      uuid,
  name            text not null,
  description     text,
  quantity        numeric(13, 4) not null check (quantity > 0),
  unit            text,
  unit_price      bigint not null check (unit_price >= 0),
  -- what the price list said for this quantity when it was written
  list_price      bigint,
  discount_rate   int check (discount_rate between 0 and 10000),
  discount_amount bigint check (discount_amount >= 0),
  -- as it was said, and what it is under the treatment of the quote
  own_tax_category text not null,
  tax_category    text not null,
  tax_rate        int not null,
  tax_reason      text,
  net             bigint not null,
  -- when its version was sent: then it is never written again, nor taken back
  sent_at         timestamptz,
  version         int not null default 1,
  primary key (customer_id, id),
  foreign key (customer_id, version_id) references sales.quote_version (customer_id, id),
  check (discount_rate is null or discount_amount is null)
);
create index quote_line_of_version on sales.quote_line (customer_id, version_id, position);
create index quote_line_of_product on sales.quote_line (product_id) where product_id is not null;

-- A discount that was asked for and what was decided. It holds for what stood in the version then, by its hash, and for nothing else.
create table sales.quote_approval (
  customer_id    uuid not null,
  id             uuid not null,
  version_id     uuid not null,
  opportunity_id uuid not null,
  content_hash   text not null,
  share          int not null,
  asked_at       timestamptz not null,
  asked_by       uuid not null,
  note           text,
  verdict        text check (verdict in ('approved', 'refused')),
  decided_at     timestamptz,
  decided_by     uuid,
  decision       text,
  version        int not null default 1,
  primary key (customer_id, id),
  foreign key (customer_id, version_id) references sales.quote_version (customer_id, id),
  check ((verdict is null) = (decided_at is null))
);
create index quote_approval_of_version on sales.quote_approval (customer_id, version_id);
create index quote_approval_waiting on sales.quote_approval (asked_at, id) where verdict is null;

-- How the customer comes to a version without signing in. Of its secret only the hash is kept.
create table sales.quote_link (
  customer_id    uuid not null,
  id             uuid not null,
  version_id     uuid not null,
  opportunity_id uuid not null,
  token_hash     text not null,
  made_at        timestamptz not null,
  made_by        uuid not null,
  expires_at     timestamptz not null,
  revoked_at     timestamptz,
  version        int not null default 1,
  primary key (customer_id, id),
  foreign key (customer_id, version_id) references sales.quote_version (customer_id, id)
);
-- of 256 random bits: not unique by force, so that links can be spread by customer
create index quote_link_by_token on sales.quote_link (token_hash);
create index quote_link_of_version on sales.quote_link (customer_id, version_id);

-- What the customer said to a version: the hash is that of what he was shown.
create table sales.quote_answer (
  customer_id    uuid not null,
  id             uuid not null,
  version_id     uuid not null,
  opportunity_id uuid not null,
  verdict        text not null check (verdict in ('accepted', 'declined')),
  at             timestamptz not null,
  name           text,
  reason         text,
  -- who wrote it down here; null: the customer himself, by the link
  by_id          uuid,
  version_hash   text not null,
  version        int not null default 1,
  primary key (customer_id, id),
  unique (customer_id, version_id),
  foreign key (customer_id, version_id) references sales.quote_version (customer_id, id)
);

-- What was bought. Its lines are those of the version that was accepted, which never change.
create table sales.sales_order (
  customer_id    uuid not null,
  id             uuid not null,
  opportunity_id uuid not null,
  quote_id       uuid not null,
  version_id     uuid not null,
  number         text not null,
  currency       char(3) not null,
  net            bigint not null,
  total          bigint not null,
  placed_at      timestamptz not null,
  -- when it stood in the operational system, and under what key; null: it waits for one
  passed_at      timestamptz,
  passed_as      text,
  version        int not null default 1,
  primary key (customer_id, id),
  unique (customer_id, version_id),
  foreign key (customer_id, version_id) references sales.quote_version (customer_id, id)
);
create index order_waiting on sales.sales_order (placed_at, id) where passed_at is null;

-- What somebody is told about quotes.
create table sales.quote_notice (
  user_id        uuid not null,
  id             uuid not null,
  quote_id       uuid not null,
  kind           text not null check (kind in ('approval-given', 'approval-refused', 'accepted', 'declined')),
  by_name        text,
  at             timestamptz not null,
  seen_at        timestamptz,
  primary key (user_id, id)
);

-- Whose amount follows its quotes, net of tax; null: it is what somebody typed.
alter table sales.opportunity add column amount_follows text check (amount_follows in ('accepted', 'newest'));

create view sales.v_product as select * from sales.product;
create view sales.v_quote as select * from sales.quote;
create view sales.v_order as
  select o.*, case when o.passed_at is null then 'waiting' else 'passed' end as state from sales.sales_order o;
create view sales.v_order_line as
  select o.customer_id, o.id as order_id, l.id, l.position, l.product_id, p.code, l.name, l.description, l.quantity, l.unit, l.unit_price,
    l.discount_rate, l.discount_amount, l.tax_category, l.tax_rate, l.net
  from sales.sales_order o join sales.quote_line l on l.customer_id = o.customer_id and l.version_id = o.version_id
    left join sales.product p on p.id = l.product_id;

-- What the tax is in some countries (rates in force since the day named); others are the firm's to add.
insert into sales.tax_rate (id, country, category, valid_from, rate, reason)
select platform.new_id(), r.country, r.category, r.valid_from::date, r.rate, r.reason from (values
  ('DE', 'standard', '2021-01-01', 1900, null), ('DE', 'reduced', '2021-01-01', 700, null),
  ('AT', 'standard', '1984-01-01', 2000, null), ('AT', 'reduced', '1984-01-01', 1000, null), ('AT', 'second-reduced', '2016-01-01', 1300, null),
  ('CH', 'standard', '2024-01-01', 810, null), ('CH', 'reduced', '2024-01-01', 260, null), ('CH', 'second-reduced', '2024-01-01', 380, null),
  ('FR', 'standard', '2014-01-01', 2000, null), ('FR', 'reduced', '2014-01-01', 1000, null), ('FR', 'second-reduced', '1982-07-01', 550, null),
  ('NL', 'standard', '2012-10-01', 2100, null), ('NL', 'reduced', '2019-01-01', 900, null),
  ('SE', 'standard', '1990-07-01', 2500, null), ('SE', 'reduced', '1996-01-01', 1200, null), ('SE', 'second-reduced', '1996-01-01', 600, null),
  ('GB', 'standard', '2011-01-04', 2000, null), ('GB', 'reduced', '1997-09-01', 500, null),
  ('AE', 'standard', '2018-01-01', 500, null)) r(country, category, valid_from, rate, reason);
-- Where no reason is written, documents say it in words of their language.
insert into sales.tax_rate (id, country, category, valid_from, rate)
select platform.new_id(), c.country, r.category, '1970-01-01', 0
from (select distinct country from sales.tax_rate) c, (values ('zero'), ('exempt'), ('reverse-charge'), ('export')) r(category);
