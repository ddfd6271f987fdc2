-- What later modules may read. They are plain projections: the planner sees through them to the indexes below.
create view customers.v_customer as select * from customers.customer;
create view customers.v_contact_point as select * from customers.contact_point;
create view customers.v_relationship as select * from customers.relationship;
create view customers.v_ownership as select * from customers.ownership;
