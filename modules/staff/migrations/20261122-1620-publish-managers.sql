-- Who manages which unit and is here.
create view staff.v_unit_manager as
  select u.unit_id, u.id as user_id from staff."user" u
    join staff.user_role h on h.user_id = u.id
    join staff.role r on r.id = h.role_id and r.key = 'manager'
  where u.unit_id is not null and not exists (select 1 from staff.user_deactivation d where d.user_id = u.id);
