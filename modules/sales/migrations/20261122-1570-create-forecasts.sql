-- What forecasts stand on, learnt every night from how deals went: read as a whole, made anew as a whole.
create table sales.forecast_basis (
  pipeline_id uuid primary key references sales.pipeline (id),
  learnt_at   timestamptz not null,
  -- ends and days by stage and week of the stay, how much oftener each owner wins, arrivals a day, amounts (server/forecast/basis.ts)
  basis       jsonb not null
);
