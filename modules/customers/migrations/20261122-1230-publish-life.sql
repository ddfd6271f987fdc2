-- What later modules may read of what happened and what is to be done.
create view customers.v_timeline_entry as select * from customers.timeline_entry;
create view customers.v_task as select * from customers.task;
