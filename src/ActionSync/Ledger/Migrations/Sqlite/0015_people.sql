-- People: who may be told of an item beside its owner, so that what one person will be sent follows from few items, and who has what open.
-- Runs once, after 0014. The columns are worked out at the next start, as those beside them are.

alter table item_index add column owner_reads integer not null default 0;
alter table item_index add column commander text not null default '';
alter table item_index add column escalation text not null default '';

create index item_index_load on item_index (person, priority, due, item_id, overdue) where is_open = 1;
create index item_index_by_commander on item_index (commander, priority, due, item_id) where is_open = 1;
create index item_index_by_escalation on item_index (escalation, priority, due, item_id) where is_open = 1;
create index handovers_by_reader on handovers (given_to);
