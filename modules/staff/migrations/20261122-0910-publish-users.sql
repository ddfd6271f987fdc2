-- What other modules may read of the users: who they are, not how they sign in.
create view staff.v_user as
  select u.id, u.name, u.email, u.locale, u.time_zone, 1 as version,
    not exists (select 1 from staff.user_deactivation d where d.user_id = u.id) as active
  from staff."user" u;
