-- To which business unit people belong; null: to none.
create view staff.v_unit_member as select id as user_id, unit_id from staff."user";
