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

create or replace view customers.v_customer as select * from customers.customer;
-- Every record with its own values, also where its row shows others.
create view customers.v_own as
  select c.* from customers.customer c where c.own is null
  union all
  select n.* from customers.customer c, jsonb_populate_record(c, c.own) n where c.own is not null;
create view customers.v_link as select * from customers.link;
