BEGIN TRANSACTION;
CREATE TABLE events (
  id            integer primary key,
  at            bigint not null,
  incident_id   text not null,
  item_key      text,
  kind          text not null,
  who           text,
  field         text,
  old           text,
  new           text,
  text          text not null
);
INSERT INTO "events" VALUES(1,1795251380873,'INC-2024-0142',NULL,'taken in','document',NULL,NULL,NULL,'Took in revision 1 from INC-2024-0142.json.');
INSERT INTO "events" VALUES(2,1795251380873,'INC-2024-0142','INC-2024-0142/add-connection-pool-utilization-alerting-at-70-warning-and','found','document',NULL,NULL,NULL,'New item: Add connection pool utilization alerting at 70% warning and 85% critical thresholds');
INSERT INTO "events" VALUES(3,1795251380873,'INC-2024-0142','INC-2024-0142/implement-canary-deployment-pipeline-for-database','found','document',NULL,NULL,NULL,'New item: Implement canary deployment pipeline for database configuration and ORM changes');
INSERT INTO "events" VALUES(4,1795251380873,'INC-2024-0142','INC-2024-0142/load-test-orm-v3-2-0-with-production-scale-connection','found','document',NULL,NULL,NULL,'New item: Load test ORM v3.2.0 with production-scale connection patterns before re-deployment');
INSERT INTO "events" VALUES(5,1795251380873,'INC-2024-0142','INC-2024-0142/document-connection-pool-sizing-requirements-for-all','found','document',NULL,NULL,NULL,'New item: Document connection pool sizing requirements for all services in runbook');
INSERT INTO "events" VALUES(6,1795251380873,'INC-2024-0142','INC-2024-0142/add-orm-connection-behavior-to-integration-test-suite','found','document',NULL,NULL,NULL,'New item: Add ORM connection behavior to integration test suite');
INSERT INTO "events" VALUES(7,1795251381766,'INC-2024-0142','INC-2024-0142/add-connection-pool-utilization-alerting-at-70-warning-and','created','actionsync',NULL,NULL,NULL,'Created INC-2024-0142-01-add-connection-pool-utilization-alerting-at-70-warning-and-85-critical-thresholds.md in board: file://{ROOT}/board/INC-2024-0142-01-add-connection-pool-utilization-alerting-at-70-warning-and-85-critical-thresholds.md');
INSERT INTO "events" VALUES(8,1795251381766,'INC-2024-0142','INC-2024-0142/implement-canary-deployment-pipeline-for-database','created','actionsync',NULL,NULL,NULL,'Created INC-2024-0142-02-implement-canary-deployment-pipeline-for-database-configuration-and-orm-changes.md in board: file://{ROOT}/board/INC-2024-0142-02-implement-canary-deployment-pipeline-for-database-configuration-and-orm-changes.md');
INSERT INTO "events" VALUES(9,1795251381766,'INC-2024-0142','INC-2024-0142/load-test-orm-v3-2-0-with-production-scale-connection','created','actionsync',NULL,NULL,NULL,'Created INC-2024-0142-03-load-test-orm-v3-2-0-with-production-scale-connection-patterns-before-re-deployment.md in board: file://{ROOT}/board/INC-2024-0142-03-load-test-orm-v3-2-0-with-production-scale-connection-patterns-before-re-deployment.md');
INSERT INTO "events" VALUES(10,1795251381766,'INC-2024-0142','INC-2024-0142/document-connection-pool-sizing-requirements-for-all','created','actionsync',NULL,NULL,NULL,'Created INC-2024-0142-04-document-connection-pool-sizing-requirements-for-all-services-in-runbook.md in board: file://{ROOT}/board/INC-2024-0142-04-document-connection-pool-sizing-requirements-for-all-services-in-runbook.md');
INSERT INTO "events" VALUES(11,1795251381766,'INC-2024-0142','INC-2024-0142/add-orm-connection-behavior-to-integration-test-suite','created','actionsync',NULL,NULL,NULL,'Created INC-2024-0142-05-add-orm-connection-behavior-to-integration-test-suite.md in board: file://{ROOT}/board/INC-2024-0142-05-add-orm-connection-behavior-to-integration-test-suite.md');
INSERT INTO "events" VALUES(12,1795251383455,'INC-2024-0142','INC-2024-0142/implement-canary-deployment-pipeline-for-database','deadline moved','board','deadline','2024-02-01','2030-01-01','Deadline changed in the tracker: 2024-02-01 -> 2030-01-01.');
INSERT INTO "events" VALUES(13,1795251383455,'INC-2024-0142','INC-2024-0142/add-connection-pool-utilization-alerting-at-70-warning-and','state changed','board','state','open','done','State changed in the tracker: open -> done.');
CREATE TABLE found_issues (
  tracker       text not null,
  marker        text not null,
  issue         text not null,
  primary key (tracker, marker)
);
INSERT INTO "found_issues" VALUES('board','00000000000000000000','{"ref":{"server":"file","place":"{ROOT}/board","id":"00000000000000000000","number":"gone.md","url":"file://{ROOT}/board/gone.md"},"marker":"00000000000000000000","key":"INC-2024-0001/gone","title":"Gone"}');
CREATE TABLE incidents (
  id            text primary key,
  revision      integer not null,
  hash          text not null,
  brief         text not null,
  taken_in_at   bigint not null
, path text, known_as text, folded text not null default '');
INSERT INTO "incidents" VALUES('INC-2024-0142',1,'6aabd4163c514bbdfa4630b969b8684d4a1c5976f3cb78ef11746f39a83b908c','{"id":"INC-2024-0142","title":"Payment Service Degradation","severity":"SEV1","status":"resolved","service":"payment-gateway","affected_services":["checkout","subscription-billing"],"commander":"Jane Smith","escalation_manager":"director-eng@company.com","declared_at":"2024-01-15T14:23:00+00:00","resolved_at":"2024-01-15T16:45:00+00:00","root_cause":"Database connection pool exhaustion caused by ORM 3.2.0 opening 3x more connections per request than previous version 3.1.2, exceeding the pool size of 20","permanent_fix":"Load test ORM 3.2.0 with production connection patterns, update pool sizing, implement canary deployment for ORM changes","impact":[{"name":"Revenue impact","value":"high"},{"name":"Affected users percentage","value":"45"},{"name":"Affected regions","value":"us-east-1, eu-west-1"},{"name":"Data integrity risk","value":"no"},{"name":"Security breach","value":"no"},{"name":"Customer facing","value":"yes"},{"name":"Degradation type","value":"partial"},{"name":"Workaround available","value":"no"},{"name":"Affected users","value":"12500"},{"name":"Failed transactions","value":"342"},{"name":"Revenue impact usd","value":"28500"},{"name":"Data loss","value":"no"}],"participants":[{"name":"Jane Smith","role":"Incident Commander"},{"name":"Alice Chen","role":"Operations Lead"},{"name":"Bob Kim","role":"Communications Lead"},{"name":"Carol Davis","role":"Database SME"}]}',1795251380873,NULL,NULL,'INC-2024-0142');
CREATE TABLE items (
  id            integer primary key,
  key           text not null unique,
  incident_id   text not null references incidents (id),
  identity      text not null,
  explicit_id   text,
  marker        text not null unique,
  position      integer not null,
  type          text,
  state         text not null,
  title         text not null,
  owner         text,
  priority      integer not null,
  deadline      text,
  fields        text not null,
  withdrawal    text not null,
  work          text not null,
  tracker       text,
  server        text,
  place         text,
  issue_id      text,
  number        text,
  url           text,
  intent_at     bigint,
  intent_by     text,
  attempts      integer not null,
  retry_at      bigint,
  problem       text,
  first_seen_at bigint not null,
  done_at       bigint,
  snooze_until  text,
  snooze_reason text
, unread text, looks integer not null default 0, look_at bigint, problem_code text, snooze_source text, ordinal integer not null default 0);
INSERT INTO "items" VALUES(1,'INC-2024-0142/add-connection-pool-utilization-alerting-at-70-warning-and','INC-2024-0142','add connection pool utilization alerting at 70% warning and 85% critical thresholds',NULL,'861949d7751d1bb1bba6',1,'detection','done','Add connection pool utilization alerting at 70% warning and 85% critical thresholds','alice@company.com',1,'2024-01-22','{"title":{"asked":"Add connection pool utilization alerting at 70% warning and 85% critical thresholds","settled":"Add connection pool utilization alerting at 70% warning and 85% critical thresholds","wrote":"Add connection pool utilization alerting at 70% warning and 85% critical thresholds","echo":"Add connection pool utilization alerting at 70% warning and 85% critical thresholds","shown":"Add connection pool utilization alerting at 70% warning and 85% critical thresholds"},"owner":{"asked":"alice@company.com","settled":"alice@company.com","wrote":"alice@company.com","echo":"alice@company.com","shown":"alice@company.com"},"priority":{"asked":"P1","settled":"P1","wrote":"P1","echo":"P1","shown":"P1"},"deadline":{"asked":"2024-01-22","settled":"2024-01-22","wrote":"2024-01-22","echo":"2024-01-22","shown":"2024-01-22"},"state":{"asked":"open","settled":"open","wrote":"open","echo":"open","shown":"done"}}','none','none','board','file','{ROOT}/board','861949d7751d1bb1bba6','INC-2024-0142-01-add-connection-pool-utilization-alerting-at-70-warning-and-85-critical-thresholds.md','file://{ROOT}/board/INC-2024-0142-01-add-connection-pool-utilization-alerting-at-70-warning-and-85-critical-thresholds.md',1795251381426,'vm/14015/01a1fd521fd775879f1dd6968b9e3a4b',0,NULL,NULL,1795251380873,1795251382219,NULL,NULL,NULL,0,NULL,NULL,NULL,1);
INSERT INTO "items" VALUES(2,'INC-2024-0142/implement-canary-deployment-pipeline-for-database','INC-2024-0142','implement canary deployment pipeline for database configuration and orm changes',NULL,'327b88de0023bfcd6063',2,'prevention','open','Implement canary deployment pipeline for database configuration and ORM changes','bob@company.com',1,'2030-01-01','{"title":{"asked":"Implement canary deployment pipeline for database configuration and ORM changes","settled":"Implement canary deployment pipeline for database configuration and ORM changes","wrote":"Implement canary deployment pipeline for database configuration and ORM changes","echo":"Implement canary deployment pipeline for database configuration and ORM changes","shown":"Implement canary deployment pipeline for database configuration and ORM changes"},"owner":{"asked":"bob@company.com","settled":"bob@company.com","wrote":"bob@company.com","echo":"bob@company.com","shown":"bob@company.com"},"priority":{"asked":"P1","settled":"P1","wrote":"P1","echo":"P1","shown":"P1"},"deadline":{"asked":"2024-02-01","settled":"2024-02-01","wrote":"2024-02-01","echo":"2024-02-01","shown":"2030-01-01"},"state":{"asked":"open","settled":"open","wrote":"open","echo":"open","shown":"open"}}','none','none','board','file','{ROOT}/board','327b88de0023bfcd6063','INC-2024-0142-02-implement-canary-deployment-pipeline-for-database-configuration-and-orm-changes.md','file://{ROOT}/board/INC-2024-0142-02-implement-canary-deployment-pipeline-for-database-configuration-and-orm-changes.md',1795251381426,'vm/14015/01a1fd521fd775879f1dd6968b9e3a4b',0,NULL,NULL,1795251380873,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,2);
INSERT INTO "items" VALUES(3,'INC-2024-0142/load-test-orm-v3-2-0-with-production-scale-connection','INC-2024-0142','load test orm v3.2.0 with production-scale connection patterns before re-deployment',NULL,'ee87113b5b89f6abb82c',3,'prevention','open','Load test ORM v3.2.0 with production-scale connection patterns before re-deployment','carol@company.com',2,'2024-01-29','{"title":{"asked":"Load test ORM v3.2.0 with production-scale connection patterns before re-deployment","settled":"Load test ORM v3.2.0 with production-scale connection patterns before re-deployment","wrote":"Load test ORM v3.2.0 with production-scale connection patterns before re-deployment","echo":"Load test ORM v3.2.0 with production-scale connection patterns before re-deployment","shown":"Load test ORM v3.2.0 with production-scale connection patterns before re-deployment"},"owner":{"asked":"carol@company.com","settled":"carol@company.com","wrote":"carol@company.com","echo":"carol@company.com","shown":"carol@company.com"},"priority":{"asked":"P2","settled":"P2","wrote":"P2","echo":"P2","shown":"P2"},"deadline":{"asked":"2024-01-29","settled":"2024-01-29","wrote":"2024-01-29","echo":"2024-01-29","shown":"2024-01-29"},"state":{"asked":"open","settled":"open","wrote":"open","echo":"open","shown":"open"}}','none','none','board','file','{ROOT}/board','ee87113b5b89f6abb82c','INC-2024-0142-03-load-test-orm-v3-2-0-with-production-scale-connection-patterns-before-re-deployment.md','file://{ROOT}/board/INC-2024-0142-03-load-test-orm-v3-2-0-with-production-scale-connection-patterns-before-re-deployment.md',1795251381426,'vm/14015/01a1fd521fd775879f1dd6968b9e3a4b',0,NULL,NULL,1795251380873,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,3);
INSERT INTO "items" VALUES(4,'INC-2024-0142/document-connection-pool-sizing-requirements-for-all','INC-2024-0142','document connection pool sizing requirements for all services in runbook',NULL,'d5065f20f2437adf2a5b',4,'process','open','Document connection pool sizing requirements for all services in runbook','alice@company.com',2,'2024-02-05','{"title":{"asked":"Document connection pool sizing requirements for all services in runbook","settled":"Document connection pool sizing requirements for all services in runbook","wrote":"Document connection pool sizing requirements for all services in runbook","echo":"Document connection pool sizing requirements for all services in runbook","shown":"Document connection pool sizing requirements for all services in runbook"},"owner":{"asked":"alice@company.com","settled":"alice@company.com","wrote":"alice@company.com","echo":"alice@company.com","shown":"alice@company.com"},"priority":{"asked":"P2","settled":"P2","wrote":"P2","echo":"P2","shown":"P2"},"deadline":{"asked":"2024-02-05","settled":"2024-02-05","wrote":"2024-02-05","echo":"2024-02-05","shown":"2024-02-05"},"state":{"asked":"open","settled":"open","wrote":"open","echo":"open","shown":"open"}}','none','none','board','file','{ROOT}/board','d5065f20f2437adf2a5b','INC-2024-0142-04-document-connection-pool-sizing-requirements-for-all-services-in-runbook.md','file://{ROOT}/board/INC-2024-0142-04-document-connection-pool-sizing-requirements-for-all-services-in-runbook.md',1795251381426,'vm/14015/01a1fd521fd775879f1dd6968b9e3a4b',0,NULL,NULL,1795251380873,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,4);
INSERT INTO "items" VALUES(5,'INC-2024-0142/add-orm-connection-behavior-to-integration-test-suite','INC-2024-0142','add orm connection behavior to integration test suite',NULL,'9508e7c7b29cd48abf6b',5,'prevention','open','Add ORM connection behavior to integration test suite','carol@company.com',3,'2024-02-15','{"title":{"asked":"Add ORM connection behavior to integration test suite","settled":"Add ORM connection behavior to integration test suite","wrote":"Add ORM connection behavior to integration test suite","echo":"Add ORM connection behavior to integration test suite","shown":"Add ORM connection behavior to integration test suite"},"owner":{"asked":"carol@company.com","settled":"carol@company.com","wrote":"carol@company.com","echo":"carol@company.com","shown":"carol@company.com"},"priority":{"asked":"P3","settled":"P3","wrote":"P3","echo":"P3","shown":"P3"},"deadline":{"asked":"2024-02-15","settled":"2024-02-15","wrote":"2024-02-15","echo":"2024-02-15","shown":"2024-02-15"},"state":{"asked":"open","settled":"open","wrote":"open","echo":"open","shown":"open"}}','none','none','board','file','{ROOT}/board','9508e7c7b29cd48abf6b','INC-2024-0142-05-add-orm-connection-behavior-to-integration-test-suite.md','file://{ROOT}/board/INC-2024-0142-05-add-orm-connection-behavior-to-integration-test-suite.md',1795251381426,'vm/14015/01a1fd521fd775879f1dd6968b9e3a4b',0,NULL,NULL,1795251380873,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,5);
CREATE TABLE leases (
  name          text primary key,
  holder        text not null,
  held_until    bigint not null
);
INSERT INTO "leases" VALUES('inbox {ROOT}/inbox','host/1/abc',1795251383000);
CREATE TABLE reminder_slots (
  slot          bigint primary key,
  planned_at    bigint not null
);
INSERT INTO "reminder_slots" VALUES(1795251360000,1795251382000);
CREATE TABLE reminder_tally (
  item_key      text not null,
  person        text not null,
  kind          text not null,
  deadline      text not null,
  first_tried   text not null,
  last_sent     text,
  times         integer not null,
  primary key (item_key, person, kind, deadline)
);
INSERT INTO "reminder_tally" VALUES('INC-2024-0142/add-connection-pool-utilization-alerting-at-70-warning-and','alice@company.com','overdue','2024-01-22','2026-11-20','2026-11-20',1);
CREATE TABLE reminders (
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
INSERT INTO "reminders" VALUES('alice@company.com','2026-11-20',1,'sent','[{"key":"INC-2024-0142/add-connection-pool-utilization-alerting-at-70-warning-and","kind":"Overdue","deadline":"2024-01-22","owner":"alice@company.com","also_asked":[],"role":"owner"}]',1795251382000,'email','',1,NULL,NULL,NULL,1795251383000,'a file in the outbox');
CREATE TABLE report_mails (
  week          text not null,
  person        text not null,
  attempts      integer not null,
  next_try_at   bigint,
  sent_at       bigint,
  remark        text,
  primary key (week, person)
);
INSERT INTO "report_mails" VALUES('2026-11-16','carol@company.com',1,NULL,1795251383000,'a file in the outbox');
CREATE TABLE revisions (
  incident_id   text not null references incidents (id),
  revision      integer not null,
  hash          text not null,
  source        text not null,
  taken_in_at   bigint not null,
  primary key (incident_id, revision)
);
INSERT INTO "revisions" VALUES('INC-2024-0142',1,'6aabd4163c514bbdfa4630b969b8684d4a1c5976f3cb78ef11746f39a83b908c','INC-2024-0142.json',1795251380873);
CREATE TABLE schema_versions (version integer primary key, name text not null, applied_at bigint not null);
INSERT INTO "schema_versions" VALUES(1,'0001_ledger',1795251380495);
INSERT INTO "schema_versions" VALUES(2,'0002_reminders',1795251380547);
INSERT INTO "schema_versions" VALUES(3,'0003_leases',1795251380556);
INSERT INTO "schema_versions" VALUES(4,'0004_no_job_runs',1795251380560);
INSERT INTO "schema_versions" VALUES(5,'0005_reading_and_writing',1795251380566);
INSERT INTO "schema_versions" VALUES(6,'0006_unfinished_files',1795251380576);
INSERT INTO "schema_versions" VALUES(7,'0007_place_identity',1795251380567);
INSERT INTO "schema_versions" VALUES(8,'0008_problem_codes',1795251380568);
INSERT INTO "schema_versions" VALUES(9,'0009_known_by_path',1795251380576);
INSERT INTO "schema_versions" VALUES(10,'0010_daily_use',1795251380576);
INSERT INTO "schema_versions" VALUES(11,'0011_pages',1795251380577);
CREATE TABLE seen_files (
  path          text primary key,
  size          bigint not null,
  modified_at   bigint not null,
  hash          text,
  state         text not null default 'read',
  since         bigint
, stamp text);
INSERT INTO "seen_files" VALUES('{ROOT}/inbox/INC-2024-0142.json',5120,1795251380000,NULL,'read',NULL,NULL);
INSERT INTO "seen_files" VALUES('{ROOT}/inbox/half.json',200,1795251380000,'7d1a54127b222502f5b79b5fb0803061152a44f92b37e23c6527baf665d4da9a','unfinished',1795251380000,'64:1234:639287100000000000');
CREATE TABLE snoozes (
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
INSERT INTO "snoozes" VALUES('INC-2024-0142/implement-canary-deployment-pipeline-for-database','command','2026-12-01','2026-12-01','2026-11-20','bob','waits for the vendor',1795251383000);
CREATE TABLE stale_receipts (
  incident_id   text primary key,
  event_id      bigint not null
);
INSERT INTO "stale_receipts" VALUES('INC-2024-0142',13);
CREATE TABLE trackers (
  name             text primary key,
  server           text not null,
  place            text not null,
  first_contact_at bigint,
  cursor           text,
  refreshed_at     bigint,
  reconciled_at    bigint,
  read_problem          text,
  read_failing_since    bigint,
  blocked_until    bigint,
  holder           text,
  held_until       bigint
, write_problem text, write_failing_since bigint, place_id text);
INSERT INTO "trackers" VALUES('board','file','{ROOT}/board',1795251381363,'79578c8fb5eb44ec8736bc7231b44b5a',1795251383681,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE held_documents (
  incident_id   text primary key references incidents (id),
  file          text not null,
  hash          text not null,
  held_at       bigint not null,
  released_at   bigint
);
INSERT INTO "held_documents" VALUES('INC-2024-0142','{ROOT}/elsewhere/INC-2024-0142.md','7d1a54127b222502f5b79b5fb0803061152a44f92b37e23c6527baf665d4da9a',1795251380000,NULL);
CREATE TABLE mutes (
  person        text not null,
  at            bigint not null,
  until         text not null,
  who           text not null,
  reason        text,
  ended_at      bigint,
  ended_by      text, still_up_to integer,
  primary key (person, at)
);
INSERT INTO "mutes" VALUES('carol@company.com',1795251383000,'2026-12-07','bob','on leave',NULL,NULL,NULL);
CREATE TABLE group_lists (
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
INSERT INTO "group_lists" VALUES('2026-11-16','payments','Slack','sent',1,NULL,'one',1795251383000,1795251383500,'#payments');
CREATE TABLE rejections (
  list          text primary key,
  name          text not null,
  rejected_at   bigint not null,
  commander     text
);
INSERT INTO "rejections" VALUES('bad.json.problems.txt','bad.json',1795251380000,'alice@company.com');
CREATE TABLE rejection_notices (
  list          text not null,
  person        text not null,
  day           text not null,
  primary key (list, person)
);
INSERT INTO "rejection_notices" VALUES('bad.json.problems.txt','alice@company.com','2026-11-21');
CREATE TABLE rejection_mails (
  day           text not null,
  person        text not null,
  attempts      integer not null,
  next_try_at   bigint,
  sent_at       bigint,
  remark        text,
  primary key (day, person)
);
INSERT INTO "rejection_mails" VALUES('2026-11-21','alice@company.com',1,NULL,1795251380000,NULL);
CREATE TABLE item_index (
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
INSERT INTO "item_index" VALUES(1,'','','',0,0,0,0,9223372036854775807,NULL,NULL,'','','','','','',NULL,NULL,'','',0,'','',1795251383455);
INSERT INTO "item_index" VALUES(2,'','','',0,0,0,0,9223372036854775807,NULL,NULL,'','','','','','',NULL,NULL,'','',0,'','',1795251383455);
INSERT INTO "item_index" VALUES(3,'','','',0,0,0,0,9223372036854775807,NULL,NULL,'','','','','','',NULL,NULL,'','',0,'','',1795251381766);
INSERT INTO "item_index" VALUES(4,'','','',0,0,0,0,9223372036854775807,NULL,NULL,'','','','','','',NULL,NULL,'','',0,'','',1795251381766);
INSERT INTO "item_index" VALUES(5,'','','',0,0,0,0,9223372036854775807,NULL,NULL,'','','','','','',NULL,NULL,'','',0,'','',1795251381766);
CREATE TABLE protection_keys (
  id            text primary key,
  xml           text not null,
  made_at       bigint not null
);
INSERT INTO "protection_keys" VALUES('key-1','<key id="6b1f5f0e-0000-4000-8000-000000000001" version="1" />',1795251383000);
CREATE TABLE link_keys (
  name          text primary key,
  secret        text not null,
  made_at       bigint not null
);
INSERT INTO "link_keys" VALUES('links','bm90IGEgcmVhbCBrZXksIG9ubHkgb2YgdGhpcyBjb3JwdXM=',1795251383000);
CREATE TABLE link_uses (
  id            text primary key,
  person        text not null,
  item_key      text,
  act           text not null,
  used_at       bigint not null,
  expires_at    bigint not null
);
INSERT INTO "link_uses" VALUES('0123456789abcdef','alice@company.com','INC-2024-0142/add-connection-pool-utilization-alerting-at-70-warning-and','snooze-day',1795251383000,1796460983000);
CREATE TABLE handovers (
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
INSERT INTO "handovers" VALUES('INC-2024-0142/add-connection-pool-utilization-alerting-at-70-warning-and',1795251383000,'alice@company.com','alice@company.com','lead@company.com',0,NULL,1795251383500);
CREATE INDEX items_of_incident on items (incident_id);
CREATE INDEX events_by_time on events (at);
CREATE INDEX items_by_issue on items (server, place, issue_id);
CREATE INDEX items_with_work on items (tracker, id) where work <> 'none';
CREATE INDEX items_unknown on items (tracker) where state = 'unknown';
CREATE INDEX items_not_closed on items (priority) where state in ('open', 'in_progress');
CREATE INDEX events_of_incident on events (incident_id, id);
CREATE INDEX events_of_kind on events (kind, at);
CREATE INDEX reminders_unfinished on reminders (day) where state in ('planned', 'sending', 'failed', 'unknown');
CREATE INDEX items_unread on items (server, place) where unread is not null;
CREATE INDEX incidents_by_path on incidents (path) where path is not null;
CREATE INDEX incidents_known_as on incidents (known_as) where known_as is not null;
CREATE INDEX incidents_by_hash on incidents (hash) where path is not null;
CREATE INDEX items_by_identity on items (identity);
CREATE UNIQUE INDEX items_by_ordinal on items (incident_id, ordinal);
CREATE INDEX items_called_by_key on items (lower(key));
CREATE INDEX items_called_by_id on items (lower(explicit_id));
CREATE INDEX items_called_by_number on items (ltrim(lower(number), '#'));
CREATE INDEX items_called_by_ordinal on items ((lower(incident_id) || '/' || cast(ordinal as text)));
CREATE INDEX incidents_by_folded on incidents (folded);
CREATE INDEX item_index_made_by on item_index (made_by);
CREATE INDEX item_index_by_incident on item_index (incident_id, position, item_id);
CREATE INDEX item_index_by_folded on item_index (incident);
CREATE INDEX item_index_by_due on item_index (due, item_id);
CREATE INDEX item_index_by_priority on item_index (priority, due, item_id);
CREATE INDEX item_index_by_state on item_index (state, due, item_id);
CREATE INDEX item_index_by_person on item_index (person, due, item_id);
CREATE INDEX item_index_by_change on item_index (changed_at, item_id);
CREATE INDEX item_index_by_team on item_index (team, due, item_id);
CREATE INDEX item_index_by_tracker on item_index (tracker, due, item_id);
CREATE INDEX item_index_by_address on item_index (owner_address) where owner_address is not null;
CREATE INDEX item_index_overdue on item_index (overdue, priority) where overdue is not null;
CREATE INDEX item_index_open on item_index (person, person_name) where is_open = 1;
CREATE INDEX item_index_promises on item_index (promise_month, promise_kept, overdue) where promise_month is not null;
CREATE INDEX item_index_load on item_index (person, priority, due, item_id, overdue) where is_open = 1;
CREATE INDEX item_index_by_commander on item_index (commander, priority, due, item_id) where is_open = 1;
CREATE INDEX item_index_by_escalation on item_index (escalation, priority, due, item_id) where is_open = 1;
CREATE INDEX item_index_outcomes on item_index (outcome, priority, team_name, person_name, overdue) where outcome <> '';
CREATE INDEX events_of_item on events (item_key, id) where item_key is not null;
CREATE INDEX revisions_by_time on revisions (taken_in_at);
CREATE INDEX items_held on items (incident_id) where work = 'held' or withdrawal = 'held';
CREATE INDEX reminders_sent on reminders (channel, settled_at) where state = 'sent';
CREATE INDEX handovers_untold on handovers (at) where told_at is null;
CREATE INDEX handovers_by_reader on handovers (given_to);
COMMIT;
