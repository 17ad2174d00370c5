-- The keys that protect cookies and forms, which all workers share (ASP.NET Core Data Protection). Left out of backups.
-- Runs once, after 0011. Times are epoch milliseconds (UTC), by the worker's clock.
create table protection_keys (
  id            text primary key,
  xml           text not null,
  made_at       bigint not null
);
