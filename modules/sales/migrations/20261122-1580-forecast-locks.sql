-- What was forecast when a period began. Written once, in one act, and never changed; after the third day of a period none is written.
create table sales.forecast_lock (
  id          uuid primary key,
  pipeline_id uuid not null references sales.pipeline (id),
  -- 2026-11 or 2026-Q4; its first day and the day after its last, of UTC
  period      text not null,
  from_on     date not null,
  end_on      date not null,
  locked_at   timestamptz not null,
  -- the firm's of then
  currency    char(3) not null,
  -- what history stood on, null where nothing had been learnt
  learnt_at   timestamptz,
  half_life   int,
  unique (pipeline_id, period)
);

-- By owner and unit of then, so that whoever sees a part is told that part. Amounts in minor units of the firm's currency of then.
create table sales.forecast_lock_share (
  lock_id         uuid not null references sales.forecast_lock (id),
  id              uuid not null,
  owner_id        uuid,
  unit_id         uuid not null,
  won_deals       int not null,
  won             bigint not null,
  commit_deals    int not null,
  commit          bigint not null,
  best_case_deals int not null,
  best_case       bigint not null,
  open_deals      int not null,
  open            bigint not null,
  weighted        float8 not null,
  -- of history: of open deals and of those not opened yet, each with the square of how far it may lie off
  of_open         float8 not null,
  of_open_variance float8 not null,
  of_new          float8 not null,
  of_new_variance float8 not null,
  primary key (lock_id, id)
);

-- Every deal that counted: won in the period already, or open and expected in it. No foreign key to the deal, which may be removed
-- and is known here still; its name and its customer's are not kept.
create table sales.forecast_locked_deal (
  customer_id    uuid not null,
  id             uuid not null,
  lock_id        uuid not null,
  opportunity_id uuid not null,
  owner_id       uuid,
  unit_id        uuid not null,
  stage_id       uuid not null,
  category       text not null check (category in ('pipeline', 'best-case', 'commit')),
  probability    numeric(5, 4) not null,
  amount         bigint,
  currency       char(3) not null,
  house_amount   bigint,
  expected_close date,
  won            boolean not null,
  primary key (customer_id, id)
);
create index forecast_locked_deal_of_lock on sales.forecast_locked_deal (lock_id, opportunity_id);

-- What managers set beside the figures of sellers. Rows are added; the newest of a measure about somebody counts.
create table sales.forecast_adjustment (
  id          uuid primary key,
  pipeline_id uuid not null,
  period      text not null,
  measure     text not null check (measure in ('commit', 'expected')),
  level       text not null check (level in ('whole', 'team', 'seller')),
  -- the team or the person
  about_id    uuid,
  -- null: what was set before is taken back
  amount      bigint check (amount >= 0),
  currency    char(3) not null,
  reason      text not null,
  by_id       uuid not null,
  at          timestamptz not null,
  -- since when it is judged with the lock of its period: from then on no undo takes it away
  settled_at  timestamptz,
  version     int not null default 1,
  check ((level = 'whole') = (about_id is null))
);
create index forecast_adjustment_of_period on sales.forecast_adjustment (pipeline_id, period, at);
