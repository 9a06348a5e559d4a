-- What operators should know of. An execution is reported once: whoever reports it again changes nothing.
create table events (
  id text primary key,
  at timestamptz not null,
  execution text unique,
  body jsonb not null
);

create index events_by_time on events (at);

-- Devices that take no part in divisions until an operator takes them back.
create table exclusions (
  device text primary key,
  body jsonb not null
);
