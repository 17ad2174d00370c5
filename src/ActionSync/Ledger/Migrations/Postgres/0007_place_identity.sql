-- Place identity: the service's own id of a tracker's repository or project, which stays when the place is renamed.
-- Runs once, after 0006. Null until the tracker was asked.

alter table trackers add column place_id text;
