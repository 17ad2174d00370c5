-- Known by path: an incident whose document has no id is known by its file, is found again when the file is renamed, and a document that looks like another
-- incident's waits for a person's word. Files that stay in place are known by what the system says of them, so that an unchanged one need not be read.
-- Runs once, after 0008. Times are epoch milliseconds (UTC), by the worker's clock.

alter table incidents add column path text;
alter table incidents add column known_as text;

create index incidents_by_path on incidents using hash (path) where path is not null;
create index incidents_known_as on incidents using hash (known_as) where known_as is not null;
create index incidents_by_hash on incidents using hash (hash) where path is not null;
create index items_by_identity on items using hash (identity);

alter table seen_files add column stamp text;

create table held_documents (
  incident_id   text primary key references incidents (id),
  file          text not null,
  hash          text not null,
  held_at       bigint not null,
  released_at   bigint
);
