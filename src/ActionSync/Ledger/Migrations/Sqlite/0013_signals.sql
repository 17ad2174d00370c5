-- What health and metrics ask again and again: when each channel last took a reminder, and what is past its deadline.
-- Runs once, after 0012.

create index reminders_sent on reminders (channel, settled_at) where state = 'sent';

create index items_due on items (deadline, priority, owner) where deadline is not null and state in ('pending', 'unknown', 'open', 'in_progress', 'missing');
