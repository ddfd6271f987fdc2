-- “My day” asks for my coming meetings and visits across all customers.
create index timeline_entry_appointments on customers.timeline_entry (actor_id, at) where kind in ('meeting', 'visit');
