-- Links in messages: the key that signs them, which of them were used, to whom items were handed over by them, and mutes that let the urgent through.
-- Runs once, after 0013. Times are epoch milliseconds (UTC), by the worker's clock.

-- The signing key where the configuration gives none. It is left out of backups: whoever reads one could act for everybody.
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

-- The least urgent priority (0 for P0) that still comes; null where nothing does.
alter table mutes add column still_up_to integer;
