-- What cannot be read of an issue is kept beside what stops the work on it, and how reading a tracker fares beside how writing to it fares, so that
-- the end of the one does not wipe the other.
-- Runs once, after 0004. Times are epoch milliseconds (UTC).

alter table items add column unread text;
alter table items add column looks integer not null default 0;
alter table items add column look_at bigint;

create index items_unread on items (server, place) where unread is not null;

alter table trackers rename column problem to read_problem;
alter table trackers rename column failing_since to read_failing_since;
alter table trackers add column write_problem text;
alter table trackers add column write_failing_since bigint;
