-- Daily use: who is left in peace for some days, and the weekly lists that teams read in their channels.
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
