-- A merge is a link. The links are the truth: who linked which two records, when, why. The family of a customer is what
-- they join; merged_into follows from them. A link stands once, under the smaller of its two ids: every link of a family
-- is then found by the ids of its members. The other end has no foreign key: of a customer that is removed the link
-- sleeps, and it is awake again when an undo brings him back, in whatever order acts are taken back.
create table customers.link (
  customer_id uuid not null,
  id          uuid not null,
  other_id    uuid not null check (other_id > customer_id),
  -- how it came about ('hand', 'automatic', 'rest' for what stays together when one leaves …), in words, and how sure it is
  method      text not null,
  reason      text,
  score       double precision,
  explanation jsonb,
  decided_by  uuid not null,
  created_at  timestamptz not null default now(),
  version     int not null default 1,
  primary key (customer_id, id),
  unique (customer_id, other_id),
  foreign key (customer_id) references customers.customer (id)
);
create index link_by_other on customers.link (other_id);

-- The root of a family shows, per column, the value that survives of all its members. Where that is not its own, the own
-- one is kept here, by column. Worked out, never in history.
alter table customers.customer add column own jsonb;
create index customer_overlaid on customers.customer (id) where own is not null;
-- An import finds a record by its own name and number too.
create index customer_by_own_name on customers.customer ((own ->> 'sort_name')) where own is not null;
create index customer_by_own_number on customers.customer ((own ->> 'org_number')) where own is not null;
-- The index of names has no merged records.
create index customer_merged_by_name on customers.customer (sort_name) where merged_into is not null;

create or replace view customers.v_customer as select * from customers.customer;
-- Every record with its own values, also where its row shows others. The id is that of the row, so that a page of them, or some
-- by their ids, is read by the primary key; out of a union of all it was sorted out of the whole table.
create view customers.v_own as
  select c.id, o.kind, o.name, o.given_name, o.family_name, o.job_title, o.birth_date, o.org_number, o.industry, o.employees,
    o.website, o.level, o.language, o.city, o.postcode, o.country, o.email, o.phone, o.owner_id, o.unit_id, o.tags, o.external_id,
    o.source, o.last_contact_at, o.merged_into, o.custom, o.sort_name, o.words, o.version, o.created_at, o.updated_at, o.own
  from customers.customer c, lateral (
    select c.* where c.own is null
    union all
    select n.* from jsonb_populate_record(c, c.own) n where c.own is not null) o;
create view customers.v_link as select * from customers.link;
