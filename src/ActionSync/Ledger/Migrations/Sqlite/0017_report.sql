-- The report's page: what became of each item, counted by the database.
-- Runs once, after 0016. The columns are worked out at the next start, as those beside them are.

-- on_time, late, wont_do, done_before, backlog or open, which is overdue once "overdue" has passed; '' for what the report does not count.
alter table item_index add column outcome text not null default '';
alter table item_index add column team_name text not null default '';

create index item_index_outcomes on item_index (outcome, priority, team_name, person_name, overdue) where outcome <> '';
