-- Problem codes: what the program goes by stands beside the sentence that people read, for what an item is stuck at and for who asked for its snooze.
-- Runs once, after 0007. The codes of what is stuck now are told by the sentences of the versions before, by the item's state and by its history.

alter table items add column problem_code text;
alter table items add column snooze_source text;

update items set problem_code = case
  when state = 'missing' then 'Missing'
  when problem like 'No route matches this item.%' then 'NoRoute'
  when problem like '% is an issue of no configured tracker.%' then 'UnknownTicket'
  when problem in (select write_problem from trackers where write_problem is not null) then 'TrackerFails'
  when state = 'unknown' then 'NoAnswer'
  when issue_id is not null and work = 'none' then 'SharedMarker'
  when exists (select 1 from events e where e.item_key = items.key and e.kind = 'failed' and e.text = items.problem) then 'Failed'
  when attempts > 0 then 'Refused'
  else 'Limited'
  end
where problem is not null;

update items set snooze_source = case when snooze_reason = 'snoozed in the tracker' then 'tracker' else 'command' end where snooze_until is not null;
