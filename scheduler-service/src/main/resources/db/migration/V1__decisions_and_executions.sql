-- Both tables are partitioned by day, so that the retention drops a table instead of deleting rows.
-- A row's id begins with its time: a look-up by id touches one day only.
create table decisions (
  id text not null,
  at timestamptz not null,
  model text not null,
  device text,
  outcome text not null,
  execution text,
  body jsonb not null,
  primary key (id, at)
) partition by range (at);

create index decisions_by_model on decisions (model, id desc);
create index decisions_by_device on decisions (device, id desc);

create table executions (
  id text not null,
  at timestamptz not null,
  model text not null,
  device text,
  state text not null,
  body jsonb not null,
  primary key (id, at)
) partition by range (at);

create index executions_by_state on executions (state, id desc);

-- What falls outside of the days that exist is kept too, rather than lost.
create table decisions_other partition of decisions default;
create table executions_other partition of executions default;
