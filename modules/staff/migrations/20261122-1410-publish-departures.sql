-- Who does not work here any more, and since when.
create view staff.v_departure as select user_id, at from staff.user_deactivation;
