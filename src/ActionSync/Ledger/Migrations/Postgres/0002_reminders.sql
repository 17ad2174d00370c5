-- Reminders: each digest once, what everybody was told, and who asked for quiet.
-- Runs once, after 0001_ledger. Times are epoch milliseconds (UTC), days are yyyy-MM-dd in the reminding time zone.

-- One digest of one person. The row is committed before anything is sent; its key is what makes a second one impossible.
create table reminders (
  person        text not null,
  day           text not null,
  sequence      integer not null,
  state         text not null,
  entries       text not null,
  planned_at    bigint not null,
  channel       text,
  tried         text not null,
  attempts      integer not null,
  next_try_at   bigint,
  claimed_by    text,
  claimed_at    bigint,
  settled_at    bigint,
  remark        text,
  primary key (person, day, sequence)
);

create index reminders_unfinished on reminders (day) where state in ('planned', 'sending', 'failed', 'unknown');

-- How often one person was asked about one item, of one kind, under one deadline.
create table reminder_tally (
  item_key      text not null,
  person        text not null,
  kind          text not null,
  deadline      text not null,
  first_tried   text not null,
  last_sent     text,
  times         integer not null,
  primary key (item_key, person, kind, deadline)
);

-- Slots that were planned, so that a restart between two slots does not make a third.
create table reminder_slots (
  slot          bigint primary key,
  planned_at    bigint not null
);

-- Snoozes as they were asked for and as they were capped. Source is "command" or "tracker".
create table snoozes (
  item_key      text not null,
  source        text not null,
  asked         text not null,
  until         text not null,
  on_day        text not null,
  who           text not null,
  reason        text,
  at            bigint not null,
  primary key (item_key, source, asked, at)
);

-- The weekly report: one mail a person and week (the week's Monday).
create table report_mails (
  week          text not null,
  person        text not null,
  attempts      integer not null,
  next_try_at   bigint,
  sent_at       bigint,
  remark        text,
  primary key (week, person)
);
