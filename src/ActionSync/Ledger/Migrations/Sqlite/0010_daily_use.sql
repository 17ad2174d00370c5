-- Daily use: who was told of rejected documents, who is left in peace for some days, the weekly lists that teams read in their channels, and
-- an index for the history since a day.
-- Runs once, after 0009. Times are epoch milliseconds (UTC), by the worker's clock; days are yyyy-MM-dd in the reminding time zone.

-- Each mute as it was asked for; nothing is sent to the person before the day "until", unless it was ended.
create table mutes (
  person        text not null,
  at            bigint not null,
  until         text not null,
  who           text not null,
  reason        text,
  ended_at      bigint,
  ended_by      text,
  primary key (person, at)
);

-- One list a group, channel and week (the day on which work begins again). The row is committed before anything is sent, so that a lost answer makes no second list.
create table group_lists (
  week          text not null,
  team          text not null,
  channel       text not null,
  state         text not null,
  attempts      integer not null,
  next_try_at   bigint,
  claimed_by    text,
  claimed_at    bigint,
  settled_at    bigint,
  remark        text,
  primary key (week, team, channel)
);

-- A document that was rejected from the drop folder. List is the name of its problems file, name the path in the drop folder under which it came.
create table rejections (
  list          text primary key,
  name          text not null,
  rejected_at   bigint not null,
  commander     text
);

-- Who is told of which rejected document, and in the mail of which day.
create table rejection_notices (
  list          text not null,
  person        text not null,
  day           text not null,
  primary key (list, person)
);

-- One mail about rejected documents a person and day.
create table rejection_mails (
  day           text not null,
  person        text not null,
  attempts      integer not null,
  next_try_at   bigint,
  sent_at       bigint,
  remark        text,
  primary key (day, person)
);

create index events_by_time on events (at);
