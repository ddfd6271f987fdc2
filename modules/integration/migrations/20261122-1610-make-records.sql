-- Which object of a system takes records of a kind that another module offers (orders), and which field is what. One system takes a kind.
create table integration.making (
  system_id  uuid not null references integration.system (id),
  id         uuid primary key,
  -- an object of documents that belong to customers directly: its parent's key names the customer there
  object_id  uuid not null references integration.object (id),
  -- the kind that is offered (MakingOffer)
  offered    text not null unique,
  -- as it looked when this was said: it may have more fields than when it was joined
  shape      jsonb not null,
  -- the field there in which our id stands, and which of our fields that is: by it a record is found again
  ours_field text not null,
  ours_from  text not null,
  -- one rule for each field that is filled (MakingRule)
  mapping    jsonb not null default '[]',
  -- the object of the lines, which of its fields hold the key of the record, and its rules; null: there are none
  lines      jsonb,
  version    int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index making_of_object on integration.making (object_id);

-- An operation may make a record there instead of changing one: its key is known when it stands there.
alter table integration.operation
  alter column key drop not null,
  add column kind text not null default 'change' check (kind in ('change', 'make')),
  -- of makes: the kind that is offered, the record here, what people call it, and how it is called there
  add column offered   text,
  add column record_id uuid,
  add column title     text,
  add column made_as   text,
  -- field there that holds our id, and the lines: {"ours", "lines": {"object", "link", "set"}}
  add column make jsonb,
  add check ((kind = 'change') = (offered is null and record_id is null)),
  add check (kind = 'make' or key is not null),
  add check (kind = 'change' or state <> 'confirmed' or key is not null);
create index operation_make on integration.operation (customer_id, record_id) where kind = 'make';

-- What came of making a record elsewhere, each attempt; the newest has the highest id.
create view integration.v_making as
  select o.customer_id, o.offered, o.record_id, o.id, o.state, o.decided_at, o.reason, o.said, o.key, o.made_as, o.system_id,
    s.name as system_name, o.wanted_at, o.ended_at
  from integration.operation o join integration.system s on s.id = o.system_id where o.kind = 'make';

-- Who takes records of a kind.
create view integration.v_taker as
  select m.offered, m.system_id, s.name as system_name from integration.making m join integration.system s on s.id = m.system_id;
