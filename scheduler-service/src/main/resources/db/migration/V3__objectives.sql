-- Objectives that operators made through the API; those of the file are not here.
create table objectives (
  name text primary key,
  revision bigint not null,
  body jsonb not null
);

-- One sequence for all, so that an objective made anew has another revision than the one before.
create sequence objective_revisions;

-- Good and bad events by bucket of time. A series is an objective with all that its counts depend on,
-- so a changed objective counts anew.
create table objective_counts (
  series text not null,
  bucket bigint not null,
  good bigint not null,
  bad bigint not null,
  changed_at timestamptz not null,
  primary key (series, bucket)
);

create index objective_counts_by_change on objective_counts (changed_at);

-- What is remembered from one evaluation to the next: alerts and steps, since when.
create table objective_standings (
  series text primary key,
  at timestamptz not null,
  body jsonb not null
);

