-- The ledger: what documents ask, what was promised, and what trackers show.
-- Runs once, inside one transaction, on an empty database. Times are epoch milliseconds (UTC), days are yyyy-MM-dd.

create table incidents (
  id            text primary key,
  revision      integer not null,
  hash          text not null,
  brief         text not null,
  taken_in_at   bigint not null
);

create table revisions (
  incident_id   text not null references incidents (id),
  revision      integer not null,
  hash          text not null,
  source        text not null,
  taken_in_at   bigint not null,
  primary key (incident_id, revision)
);

create table items (
  id            integer primary key,
  key           text not null unique,
  incident_id   text not null references incidents (id),
  identity      text not null,
  explicit_id   text,
  marker        text not null unique,
  position      integer not null,
  type          text,
  state         text not null,
  title         text not null,
  owner         text,
  priority      integer not null,
  deadline      text,
  fields        text not null,
  withdrawal    text not null,
  work          text not null,
  tracker       text,
  server        text,
  place         text,
  issue_id      text,
  number        text,
  url           text,
  intent_at     bigint,
  intent_by     text,
  attempts      integer not null,
  retry_at      bigint,
  problem       text,
  first_seen_at bigint not null,
  done_at       bigint,
  snooze_until  text,
  snooze_reason text
);

create index items_of_incident on items (incident_id);
create index items_by_issue on items (server, place, issue_id);
create index items_with_work on items (tracker, id) where work <> 'none';
create index items_unknown on items (tracker) where state = 'unknown';
create index items_not_closed on items (priority) where state in ('open', 'in_progress');

create table events (
  id            integer primary key,
  at            bigint not null,
  incident_id   text not null,
  item_key      text,
  kind          text not null,
  who           text,
  field         text,
  old           text,
  new           text,
  text          text not null
);

create index events_of_incident on events (incident_id, id);
create index events_of_kind on events (kind, at);

create table trackers (
  name             text primary key,
  server           text not null,
  place            text not null,
  first_contact_at bigint,
  cursor           text,
  refreshed_at     bigint,
  reconciled_at    bigint,
  problem          text,
  failing_since    bigint,
  blocked_until    bigint,
  holder           text,
  held_until       bigint
);

-- Issues that carry our marker and that no item of the ledger claims yet: a lost ledger finds them here instead of making them twice.
create table found_issues (
  tracker       text not null,
  marker        text not null,
  issue         text not null,
  primary key (tracker, marker)
);

-- Incidents whose receipt lags behind their events, with the latest event it has to show.
create table stale_receipts (
  incident_id   text primary key,
  event_id      bigint not null
);

-- Files that stay in the drop folder (Intake:KeepInPlace) and were read already.
create table seen_files (
  path          text primary key,
  size          bigint not null,
  modified_at   bigint not null
);

-- When each scheduled job last ran to its end, so that one missed while nobody ran is made up.
create table job_runs (
  name          text primary key,
  finished_at   bigint not null
);
