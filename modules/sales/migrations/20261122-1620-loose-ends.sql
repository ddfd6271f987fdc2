-- That a customer opened the link is told as well; once for each version, however many look at once.
alter table sales.quote_notice drop constraint quote_notice_kind_check;
alter table sales.quote_notice add constraint quote_notice_kind_check
  check (kind in ('approval-given', 'approval-refused', 'looked', 'accepted', 'declined'));
alter table sales.quote_notice add column version_id uuid;
create unique index quote_notice_looked on sales.quote_notice (user_id, version_id) where kind = 'looked';
