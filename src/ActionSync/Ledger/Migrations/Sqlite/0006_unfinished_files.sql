-- Files of the drop folder: what was read is known by its content too, since times can be set; unfinished ones are waited for, and followed after they were rejected.
-- Runs once, after 0005. Times are epoch milliseconds (UTC), by the worker's clock.

alter table seen_files add column hash text;
alter table seen_files add column state text not null default 'read';
alter table seen_files add column since bigint;
