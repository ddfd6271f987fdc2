-- What other modules may read of the users: who they are, not how they sign in.
create view staff.v_user as
  select id, name, email, 1 as version from staff."user";
