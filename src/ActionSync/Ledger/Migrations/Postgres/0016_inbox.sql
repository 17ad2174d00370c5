-- Inbox: what was taken in last, and what waits for a person's word, without a look at everything else.
-- Runs once, after 0015.

create index revisions_by_time on revisions (taken_in_at);
create index items_held on items (incident_id) where work = 'held' or withdrawal = 'held';
