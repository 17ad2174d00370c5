-- Leases: what one worker at a time may do, such as taking in one drop folder.
-- Runs once, after 0002. Times are epoch milliseconds (UTC), by the database's clock.

create table leases (
  name          text primary key,
  holder        text not null,
  held_until    bigint not null
);
