-- Pages: lists of items that the database itself filters, sorts and cuts into pages.
-- Runs once, after 0010. Times are epoch milliseconds (UTC), by the worker's clock.

-- Which of its incident's items each is, from 1, in the order in which they were first seen: the number in its short name.
alter table items add column ordinal integer not null default 0;
update items set ordinal = (select count(*) from items earlier where earlier.incident_id = items.incident_id and earlier.id <= items.id);
create unique index items_by_ordinal on items (incident_id, ordinal);

-- Whether another item has a name is asked for the items of one page alone.
create index items_called_by_key on items (lower(key));
create index items_called_by_id on items (lower(explicit_id));
create index items_called_by_number on items (ltrim(lower(number), '#'));
create index items_called_by_ordinal on items ((lower(incident_id) || '/' || cast(ordinal as text)));

-- The id in capitals of every script, by which people name an incident in any case; '' where the next start writes it.
alter table incidents add column folded text not null default '';
update incidents set folded = upper(id) where id not glob '*[^ -~]*';
create index incidents_by_folded on incidents (folded);

-- What lists ask of an item, worked out of its row, its incident and the configuration, and written in the transaction that writes the item. "made_by" says
-- by which configuration; a row of another one, or of none (''), is made anew before it is asked. Texts are in capitals, so that case counts nowhere.
create table item_index (
  item_id       bigint primary key references items (id) on delete cascade,
  made_by       text not null default '',
  incident_id   text not null default '',
  incident      text not null default '',
  position      integer not null default 0,
  priority      integer not null default 0,
  state         integer not null default 0,
  is_open       integer not null default 0,
  due           bigint not null default 9223372036854775807,
  overdue       bigint,
  owner_address text,
  person        text not null default '',
  person_name   text not null default '',
  words         text not null default '',
  team          text not null default '',
  tracker       text not null default '',
  search        text not null default '',
  promise_month text,
  promise_kept  integer,
  changed_at    bigint not null default 0
);

insert into item_index (item_id, changed_at)
select id, coalesce((select max(at) from events e where e.incident_id = i.incident_id and e.item_key = i.key and e.kind not in ('reminded', 'escalated', 'muted')),
  i.first_seen_at) from items i;

create index item_index_made_by on item_index (made_by);
create index item_index_by_incident on item_index (incident_id, position, item_id);
create index item_index_by_folded on item_index (incident);
create index item_index_by_due on item_index (due, item_id);
create index item_index_by_priority on item_index (priority, due, item_id);
create index item_index_by_state on item_index (state, due, item_id);
create index item_index_by_person on item_index (person, due, item_id);
create index item_index_by_change on item_index (changed_at, item_id);
create index item_index_by_team on item_index (team, due, item_id);
create index item_index_by_tracker on item_index (tracker, due, item_id);
create index item_index_by_address on item_index (owner_address) where owner_address is not null;
create index item_index_overdue on item_index (overdue, priority) where overdue is not null;
create index item_index_open on item_index (person, person_name) where is_open = 1;
create index item_index_promises on item_index (promise_month, promise_kept, overdue) where promise_month is not null;
