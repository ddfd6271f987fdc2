-- What is set in the settings of sales has a history, so its rows have an id and a version.

alter table sales.house_currency add column id uuid not null unique default '01930000-0000-7000-8000-000000000041';
alter table sales.house_currency add column version int not null default 1;

-- A rate leads from a currency to that of the firm of its time. Rates that lead elsewhere are kept for the day it changes back.
alter table sales.currency_rate add column id uuid not null default platform.new_id();
alter table sales.currency_rate add column house char(3) not null default 'EUR';
alter table sales.currency_rate alter column house drop default;
alter table sales.currency_rate add column version int not null default 1;
alter table sales.currency_rate drop constraint currency_rate_pkey;
alter table sales.currency_rate add primary key (id);
alter table sales.currency_rate add unique (house, currency, day);

alter table sales.competitor add column position int not null default 0;

create unique index stage_name on sales.stage (pipeline_id, lower(name)) where retired_at is null;
create unique index closing_reason_name on sales.closing_reason (outcome, lower(name)) where retired_at is null;
create unique index competitor_name on sales.competitor (lower(name)) where retired_at is null;

-- All amounts worked out anew in the firm's currency: when it was asked for, how far it is, what it found.
create table sales.conversion (
  id             uuid primary key,
  why            text not null check (why in ('rates', 'house', 'undone', 'day')),
  asked_at       timestamptz not null,
  started_at     timestamptz,
  finished_at    timestamptz,
  -- the last opportunity that was looked at: a run that was interrupted goes on behind it
  past_customer  uuid,
  past_id        uuid,
  -- amounts looked at, worked out anew, and without a rate
  looked         int not null default 0,
  changed        int not null default 0,
  missing        int not null default 0,
  error          text
);
create index conversion_by_asking on sales.conversion (asked_at);
