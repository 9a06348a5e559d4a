-- All times are UTC instants. Secrets are random 256-bit values, so a plain SHA-256 of them is enough.

create table principals (
  id text primary key,
  name text not null unique,
  role text not null check (role in ('CLIENT', 'DEVICE', 'SERVICE', 'VIEWER', 'OPERATOR')),
  scopes text[] not null,
  secret_sha256 text not null,
  -- The secret before a rotation; both are valid.
  previous_secret_sha256 text,
  created_at timestamptz not null
);

create table devices (
  id text primary key check (id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  public_key text not null unique,
  tier text not null check (tier in ('DEVICE', 'EDGE', 'CLOUD')),
  zone text not null,
  cell text not null,
  url text not null,
  lanes integer not null check (lanes > 0),
  operator_state text not null check (operator_state in ('ENABLED', 'CORDONED', 'DRAINING')),
  epoch bigint not null check (epoch > 0),
  -- The life of this epoch ended by a goodbye, so a restarted registry need not wait for its lease.
  released boolean not null,
  revision bigint not null,
  enrolled_at timestamptz not null
);

create table enrolment_keys (
  id text primary key,
  secret_sha256 text not null,
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  device_id text,
  public_key text,
  used_at timestamptz
);

-- The registry's own token keys. Two at most are kept: the one that signs and the one before.
create table signing_keys (
  kid text primary key,
  private_key bytea not null,
  public_key text not null,
  created_at timestamptz not null
);

-- Ticket keys of schedulers; the newest two a publisher are kept.
create table published_keys (
  kid text primary key,
  publisher text not null,
  purpose text not null,
  public_key text not null,
  published_at timestamptz not null
);
create index published_keys_by_publisher on published_keys (publisher, published_at);

create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  target text not null,
  detail text not null
);
create index audit_by_time on audit (at);

-- One partition a day, made ahead and dropped by the registry. A lost probe has no milliseconds.
create table rtt_samples (
  at timestamptz not null,
  from_node text not null,
  to_node text not null,
  ms double precision
) partition by range (at);
create index rtt_samples_by_link on rtt_samples (from_node, to_node, at);

create table bandwidth_samples (
  at timestamptz not null,
  from_node text not null,
  to_node text not null,
  bytes bigint not null,
  bytes_per_second double precision not null
) partition by range (at);
create index bandwidth_samples_by_link on bandwidth_samples (from_node, to_node, at);

create table liveness_events (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  device_id text not null,
  epoch bigint not null,
  kind text not null,
  why text not null
);
create index liveness_events_by_device on liveness_events (device_id, at);
create index liveness_events_by_time on liveness_events (at);

-- Each value is the start of a block of this many watch versions, which one registry process hands out from memory.
create sequence watch_versions as bigint increment by 1000000;
