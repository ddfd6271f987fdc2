-- How often whom is to be visited, and which entries of the timeline served which deal.

-- Weeks between two visits, by tier. Everybody may read it; one row.
create table sales.visit_rhythm (
  id         uuid primary key check (id = '01930000-0000-7000-8000-000000000041'),
  a_weeks    int not null check (a_weeks between 1 and 260),
  b_weeks    int not null check (b_weeks between 1 and 260),
  c_weeks    int not null check (c_weeks between 1 and 260),
  version    int not null default 1,
  updated_at timestamptz not null default now(),
  check (a_weeks <= b_weeks and b_weeks <= c_weeks)
);
insert into sales.visit_rhythm values ('01930000-0000-7000-8000-000000000041', 2, 4, 13);

-- That a customer is to be visited, and in which tier. Without a row nobody expects it. Records that became one customer may bring
-- several: the strongest counts, and whoever sets one sets them all. So an undo can always bring one back.
create table sales.visit_plan (
  customer_id uuid not null,
  id          uuid not null,
  tier        text not null check (tier in ('A', 'B', 'C')),
  version     int not null default 1,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  primary key (customer_id, id),
  foreign key (customer_id) references customers.customer (id)
);

-- What an entry of the timeline was good for. No foreign key to the entry: undo takes back each by itself, in whatever order.
create table sales.entry_use (
  customer_id    uuid not null,
  id             uuid not null,
  entry_id       uuid not null,
  opportunity_id uuid not null,
  version        int not null default 1,
  created_at     timestamptz not null default now(),
  primary key (customer_id, id),
  foreign key (customer_id, opportunity_id) references sales.opportunity (customer_id, id)
);
create index entry_use_of_opportunity on sales.entry_use (customer_id, opportunity_id);
