-- Rows of files find their leads by address and number.
create index lead_by_email on sales.lead (lower(email)) where email is not null;
create index lead_by_phone on sales.lead (phone) where phone is not null;
