-- Which one-time link opened a session: who came in by one may choose a new password without knowing the old one.
alter table staff.session add column link_id uuid references staff.sign_in_link (id) on delete set null;
