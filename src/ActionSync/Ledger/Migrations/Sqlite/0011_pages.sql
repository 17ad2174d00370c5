-- The pages, the door and the signals: lists that the database itself filters, sorts, counts and cuts into pages; keys and links; who was handed an item.
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
-- by which configuration; a row of another one, or of none (''), is made anew before it is asked. Texts are in capitals, so that case counts nowhere,
-- but for names to show. Outcome is on_time, late, wont_do, done_before, backlog or open (overdue once that has passed); '' where the report does not count it.
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
  outcome       text not null default '',
  team_name     text not null default '',
  owner_reads   integer not null default 0,
  commander     text not null default '',
  escalation    text not null default '',
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
create index item_index_load on item_index (person, priority, due, item_id, overdue) where is_open = 1;
create index item_index_by_commander on item_index (commander, priority, due, item_id) where is_open = 1;
create index item_index_by_escalation on item_index (escalation, priority, due, item_id) where is_open = 1;
create index item_index_outcomes on item_index (outcome, priority, team_name, person_name, overdue) where outcome <> '';

-- What happened to one item.
create index events_of_item on events (item_key, id) where item_key is not null;

-- What was taken in last, and what waits for a person's word, without a look at everything else; and when each channel last took a reminder.
create index revisions_by_time on revisions (taken_in_at);
create index items_held on items (incident_id) where work = 'held' or withdrawal = 'held';
create index reminders_sent on reminders (channel, settled_at) where state = 'sent';

-- The keys that protect cookies and forms, which all workers share (ASP.NET Core Data Protection). Left out of backups.
create table protection_keys (
  id            text primary key,
  xml           text not null,
  made_at       bigint not null
);

-- The key that signs links in messages, where the configuration gives none. It is left out of backups: whoever reads one could act for everybody.
create table link_keys (
  name          text primary key,
  secret        text not null,
  made_at       bigint not null
);

-- Each link that acted; the row is committed with the act, so that no link acts twice.
create table link_uses (
  id            text primary key,
  person        text not null,
  item_key      text,
  act           text not null,
  used_at       bigint not null,
  expires_at    bigint not null
);

-- Somebody said that an item is not theirs, and who is asked in their place for as long as the item's owner stays the same. Told_at is null until its
-- issue says so.
create table handovers (
  item_key      text not null,
  at            bigint not null,
  person        text not null,
  owner         text,
  given_to      text not null,
  attempts      integer not null,
  retry_at      bigint,
  told_at       bigint,
  primary key (item_key, at, person)
);

create index handovers_untold on handovers (at) where told_at is null;
create index handovers_by_reader on handovers (given_to);

-- The least urgent priority (0 for P0) that still comes; null where nothing does.
alter table mutes add column still_up_to integer;
