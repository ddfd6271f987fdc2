-- That a customer opened the link is told as well, once for each version, however many look at once; and that a mail did not go.
alter table sales.quote_notice drop constraint quote_notice_kind_check;
alter table sales.quote_notice add constraint quote_notice_kind_check
  check (kind in ('approval-given', 'approval-refused', 'looked', 'accepted', 'declined', 'mail-refused'));
alter table sales.quote_notice add column version_id uuid;
create unique index quote_notice_looked on sales.quote_notice (user_id, version_id) where kind = 'looked';

-- A quote that goes by mail. The link is made when it goes, so that its secret is kept nowhere. What became of it is one of:
-- nothing yet, taken by the mail server, refused and why.
create table sales.quote_mail (
  customer_id    uuid not null,
  id             uuid not null,
  opportunity_id uuid not null,
  quote_id       uuid not null,
  version_id     uuid not null,
  to_address     text not null,
  to_name        text,
  subject        text not null,
  body           text not null,
  asked_at       timestamptz not null,
  asked_by       uuid not null,
  -- begun and committed before it goes: one that comes twice is worse than one that a dying server lost
  begun_at       timestamptz,
  sent_at        timestamptz,
  refused_at     timestamptz,
  refused_why    text check (refused_why in ('refused', 'not-configured', 'closed', 'interrupted', 'no-file')),
  refused_said   text,
  version        int not null default 1,
  primary key (customer_id, id),
  foreign key (customer_id, version_id) references sales.quote_version (customer_id, id),
  check (sent_at is null or refused_at is null),
  check ((refused_at is null) = (refused_why is null))
);
create index quote_mail_of_quote on sales.quote_mail (customer_id, quote_id, asked_at);
create index quote_mail_of_version on sales.quote_mail (customer_id, version_id);
