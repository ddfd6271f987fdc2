-- The schema itself is made by the runner of migrations.
select 1;
