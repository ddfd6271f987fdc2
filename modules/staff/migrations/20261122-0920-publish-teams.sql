-- Teams and who is in them, for modules that count by team.
create view staff.v_team as select id, unit_id, name from staff.team;
create view staff.v_team_member as select team_id, user_id from staff.team_member;
