BEGIN TRANSACTION;
CREATE TABLE schema_versions (version integer primary key, name text not null, applied_at bigint not null);
INSERT INTO schema_versions VALUES(1,'0001_ledger',1716804002500);
INSERT INTO schema_versions VALUES(2,'0002_reminders',1716804002665);
INSERT INTO schema_versions VALUES(3,'0003_leases',1716804002665);
INSERT INTO schema_versions VALUES(4,'0004_no_job_runs',1716804002665);
CREATE TABLE incidents (
  id            text primary key,
  revision      integer not null,
  hash          text not null,
  brief         text not null,
  taken_in_at   bigint not null
);
INSERT INTO incidents VALUES('INC-101',2,'48fe7eb03c3c6dde91d498e349394eddd200299e88df45c71fbf56eaaf89e62b','{"id":"INC-101","title":"The cache was cold","severity":"SEV1","service":"cache","affected_services":[],"resolved_at":"2024-05-22T16:45:00+00:00","impact":[],"participants":[]}',1717402202828);
INSERT INTO incidents VALUES('INC-102',2,'0e769a684e467eacf6b8bf5b1be3614fa23655b3d9340456212c128bdbc43403','{"id":"INC-102","title":"Mail stood still","severity":"SEV1","service":"mail","affected_services":[],"resolved_at":"2024-05-22T16:45:00+00:00","impact":[],"participants":[]}',1717402203416);
INSERT INTO incidents VALUES('INC-103',2,'39d142e001085376759d0148d6d7b4fc191a7055cfcef1f767debd13f3a32422','{"id":"INC-103","title":"Payments failed over late","severity":"SEV1","service":"payments","affected_services":[],"resolved_at":"2024-05-22T16:45:00+00:00","impact":[],"participants":[]}',1717402203438);
INSERT INTO incidents VALUES('INC-104',1,'7b054846c8987db532552358fb3ddb1bce380f4399283bbd7c9f111752bf5c3f','{"id":"INC-104","title":"The ledger of payments was slow","severity":"SEV1","service":"payments","affected_services":[],"resolved_at":"2024-05-22T16:45:00+00:00","impact":[],"participants":[]}',1717412404261);
CREATE TABLE revisions (
  incident_id   text not null references incidents (id),
  revision      integer not null,
  hash          text not null,
  source        text not null,
  taken_in_at   bigint not null,
  primary key (incident_id, revision)
);
INSERT INTO revisions VALUES('INC-101',1,'dbc7f83790bfc2c5143fcc4646c6fc1be181e35c612b36afae784712d10ca920','a.json',1716804003290);
INSERT INTO revisions VALUES('INC-102',1,'fa01b83b74763e26c095666c1f16b42d0ca479ab0df0c988497f67df5e49d89c','b.json',1716804604191);
INSERT INTO revisions VALUES('INC-103',1,'8128c89ef230744d724fa059c7a34ea6df80c91d22ee57eedad1c99a23b19451','c.json',1716805203200);
INSERT INTO revisions VALUES('INC-101',2,'48fe7eb03c3c6dde91d498e349394eddd200299e88df45c71fbf56eaaf89e62b','a.json',1717402202828);
INSERT INTO revisions VALUES('INC-102',2,'0e769a684e467eacf6b8bf5b1be3614fa23655b3d9340456212c128bdbc43403','b.json',1717402203416);
INSERT INTO revisions VALUES('INC-103',2,'39d142e001085376759d0148d6d7b4fc191a7055cfcef1f767debd13f3a32422','c.json',1717402203438);
INSERT INTO revisions VALUES('INC-104',1,'7b054846c8987db532552358fb3ddb1bce380f4399283bbd7c9f111752bf5c3f','d.json',1717412404261);
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
);
INSERT INTO items VALUES(1,'INC-101/alert','INC-101','alert on the cache''s hit rate','alert','3000edc948ba52f3b2c2',1,NULL,'open','Alert on the cache''s hit rate','ann@acme.example',1,'2024-05-31','{"title":{"asked":"Alert on the cache\u0027s hit rate","settled":"Alert on the cache\u0027s hit rate","wrote":"Alert on the cache\u0027s hit rate","echo":"Alert on the cache\u0027s hit rate","shown":"Alert on the cache\u0027s hit rate"},"owner":{"asked":"ann@acme.example","settled":"ann@acme.example","wrote":"ann@acme.example","echo":"ann@acme.example","shown":"ann@acme.example"},"priority":{"asked":"P1","settled":"P1","wrote":"P1","echo":"P1","shown":"P1"},"deadline":{"asked":"2024-05-31","settled":"2024-05-31","wrote":"2024-05-31","echo":"2024-05-31","shown":"2024-05-31"},"state":{"asked":"open","settled":"open","wrote":"open","echo":"open","shown":"open"}}','none','none','board','file','{ROOT}/board','3000edc948ba52f3b2c2','INC-101-01-alert-on-the-cache-s-hit-rate.md','file://{ROOT}/board/INC-101-01-alert-on-the-cache-s-hit-rate.md',1716804004689,'worker/14650/018fb97e20c87e11ad7743cd666aafd9',0,NULL,NULL,1716804003290,NULL,NULL,NULL);
INSERT INTO items VALUES(2,'INC-101/runbook','INC-101','write the runbook of the cache','runbook','c93518c7d5bf94c4ec92',2,NULL,'done','Write the runbook of the cache','ben@acme.example',1,'2024-05-31','{"title":{"asked":"Write the runbook of the cache","settled":"Write the runbook of the cache","wrote":"Write the runbook of the cache","echo":"Write the runbook of the cache","shown":"Write the runbook of the cache"},"owner":{"asked":"ben@acme.example","settled":"ben@acme.example","wrote":"ben@acme.example","echo":"ben@acme.example","shown":"ben@acme.example"},"priority":{"asked":"P1","settled":"P1","wrote":"P1","echo":"P1","shown":"P1"},"deadline":{"asked":"2024-05-31","settled":"2024-05-31","wrote":"2024-05-31","echo":"2024-05-31","shown":"2024-05-31"},"state":{"asked":"open","settled":"open","wrote":"open","echo":"open","shown":"done"}}','none','none','board','file','{ROOT}/board','c93518c7d5bf94c4ec92','INC-101-02-write-the-runbook-of-the-cache.md','file://{ROOT}/board/INC-101-02-write-the-runbook-of-the-cache.md',1716804004689,'worker/14650/018fb97e20c87e11ad7743cd666aafd9',0,NULL,NULL,1716804003290,1716976800861,NULL,NULL);
INSERT INTO items VALUES(3,'INC-101/warm','INC-101','warm the cache before traffic','warm','6cc2e0ccc03ceedd7b26',3,NULL,'open','Warm the cache before traffic','cleo@acme.example',1,'2024-05-31','{"title":{"asked":"Warm the cache before traffic","settled":"Warm the cache before traffic","wrote":"Warm the cache before traffic","echo":"Warm the cache before traffic","shown":"Warm the cache before traffic"},"owner":{"asked":"cleo@acme.example","settled":"cleo@acme.example","wrote":"cleo@acme.example","echo":"cleo@acme.example","shown":"cleo@acme.example"},"priority":{"asked":"P1","settled":"P1","wrote":"P1","echo":"P1","shown":"P1"},"deadline":{"asked":"2024-05-31","settled":"2024-05-31","wrote":"2024-05-31","echo":"2024-05-31","shown":"2024-05-31"},"state":{"asked":"open","settled":"open","wrote":"open","echo":"open","shown":"open"}}','none','none','board','file','{ROOT}/board','6cc2e0ccc03ceedd7b26','INC-101-03-warm-the-cache-before-traffic.md','file://{ROOT}/board/INC-101-03-warm-the-cache-before-traffic.md',1716804004689,'worker/14650/018fb97e20c87e11ad7743cd666aafd9',0,NULL,NULL,1716804003290,NULL,NULL,NULL);
INSERT INTO items VALUES(4,'INC-101/ttl','INC-101','halve the time to live','ttl','1267d1131d2da8ff852e',4,NULL,'open','Halve the time to live','ann@acme.example',1,'2034-06-01','{"title":{"asked":"Halve the time to live","settled":"Halve the time to live","wrote":"Halve the time to live","echo":"Halve the time to live","shown":"Halve the time to live"},"owner":{"asked":"ann@acme.example","settled":"ann@acme.example","wrote":"ann@acme.example","echo":"ann@acme.example","shown":"ann@acme.example"},"priority":{"asked":"P1","settled":"P1","wrote":"P1","echo":"P1","shown":"P1"},"deadline":{"asked":"2034-06-01","settled":"2034-06-01","wrote":"2034-06-01","echo":"2034-06-01","shown":"2034-06-01"},"state":{"asked":"open","settled":"open","wrote":"open","echo":"open","shown":"open"}}','told','none','board','file','{ROOT}/board','1267d1131d2da8ff852e','INC-101-04-halve-the-time-to-live.md','file://{ROOT}/board/INC-101-04-halve-the-time-to-live.md',1716804004689,'worker/14650/018fb97e20c87e11ad7743cd666aafd9',0,NULL,NULL,1716804003290,NULL,NULL,NULL);
INSERT INTO items VALUES(5,'INC-102/m1','INC-102','check mail relay 1','m1','9ce395811c1322ef9317',1,NULL,'open','Check mail relay 1','ben@acme.example',2,'2034-06-01','{"title":{"asked":"Check mail relay 1","settled":"Check mail relay 1","wrote":"Check mail relay 1","echo":"Check mail relay 1","shown":"Check mail relay 1"},"owner":{"asked":"ben@acme.example","settled":"ben@acme.example","wrote":"ben@acme.example","echo":"ben@acme.example","shown":"ben@acme.example"},"priority":{"asked":"P2","settled":"P2","wrote":"P2","echo":"P2","shown":"P2"},"deadline":{"asked":"2034-06-01","settled":"2034-06-01","wrote":"2034-06-01","echo":"2034-06-01","shown":"2034-06-01"},"state":{"asked":"open","settled":"open","wrote":"open","echo":"open","shown":"open"}}','none','none','board','file','{ROOT}/board','9ce395811c1322ef9317','INC-102-01-check-mail-relay-1.md','file://{ROOT}/board/INC-102-01-check-mail-relay-1.md',1716804606382,'worker/14804/018fb9874a457830ad735ca9d86f8178',0,NULL,NULL,1716804604191,NULL,NULL,NULL);
INSERT INTO items VALUES(6,'INC-102/m2','INC-102','check mail relay 2','m2','23265381953d08c03173',2,NULL,'open','Check mail relay 2','ben@acme.example',2,'2034-06-01','{"title":{"asked":"Check mail relay 2","settled":"Check mail relay 2","wrote":"Check mail relay 2","echo":"Check mail relay 2","shown":"Check mail relay 2"},"owner":{"asked":"ben@acme.example","settled":"ben@acme.example","wrote":"ben@acme.example","echo":"ben@acme.example","shown":"ben@acme.example"},"priority":{"asked":"P2","settled":"P2","wrote":"P2","echo":"P2","shown":"P2"},"deadline":{"asked":"2034-06-01","settled":"2034-06-01","wrote":"2034-06-01","echo":"2034-06-01","shown":"2034-06-01"},"state":{"asked":"open","settled":"open","wrote":"open","echo":"open","shown":"open"}}','held','none','board','file','{ROOT}/board','23265381953d08c03173','INC-102-02-check-mail-relay-2.md','file://{ROOT}/board/INC-102-02-check-mail-relay-2.md',1716804606382,'worker/14804/018fb9874a457830ad735ca9d86f8178',0,NULL,NULL,1716804604191,NULL,NULL,NULL);
INSERT INTO items VALUES(7,'INC-102/m3','INC-102','check mail relay 3','m3','754a84be35f0583d8fc8',3,NULL,'open','Check mail relay 3','ben@acme.example',2,'2034-06-01','{"title":{"asked":"Check mail relay 3","settled":"Check mail relay 3","wrote":"Check mail relay 3","echo":"Check mail relay 3","shown":"Check mail relay 3"},"owner":{"asked":"ben@acme.example","settled":"ben@acme.example","wrote":"ben@acme.example","echo":"ben@acme.example","shown":"ben@acme.example"},"priority":{"asked":"P2","settled":"P2","wrote":"P2","echo":"P2","shown":"P2"},"deadline":{"asked":"2034-06-01","settled":"2034-06-01","wrote":"2034-06-01","echo":"2034-06-01","shown":"2034-06-01"},"state":{"asked":"open","settled":"open","wrote":"open","echo":"open","shown":"open"}}','held','none','board','file','{ROOT}/board','754a84be35f0583d8fc8','INC-102-03-check-mail-relay-3.md','file://{ROOT}/board/INC-102-03-check-mail-relay-3.md',1716804606382,'worker/14804/018fb9874a457830ad735ca9d86f8178',0,NULL,NULL,1716804604191,NULL,NULL,NULL);
INSERT INTO items VALUES(8,'INC-102/m4','INC-102','check mail relay 4','m4','ff55183e981a7e5fef6f',4,NULL,'open','Check mail relay 4','ben@acme.example',2,'2034-06-01','{"title":{"asked":"Check mail relay 4","settled":"Check mail relay 4","wrote":"Check mail relay 4","echo":"Check mail relay 4","shown":"Check mail relay 4"},"owner":{"asked":"ben@acme.example","settled":"ben@acme.example","wrote":"ben@acme.example","echo":"ben@acme.example","shown":"ben@acme.example"},"priority":{"asked":"P2","settled":"P2","wrote":"P2","echo":"P2","shown":"P2"},"deadline":{"asked":"2034-06-01","settled":"2034-06-01","wrote":"2034-06-01","echo":"2034-06-01","shown":"2034-06-01"},"state":{"asked":"open","settled":"open","wrote":"open","echo":"open","shown":"open"}}','held','none','board','file','{ROOT}/board','ff55183e981a7e5fef6f','INC-102-04-check-mail-relay-4.md','file://{ROOT}/board/INC-102-04-check-mail-relay-4.md',1716804606382,'worker/14804/018fb9874a457830ad735ca9d86f8178',0,NULL,NULL,1716804604191,NULL,NULL,NULL);
INSERT INTO items VALUES(9,'INC-103/retry','INC-103','retry payments only with a key','retry','af7cd027dbccae06145b',1,NULL,'open','Retry payments only with a key','ann@acme.example',1,'2024-05-31','{"title":{"asked":"Retry payments only with a key","settled":"Retry payments only with a key","wrote":"Retry payments only with a key","echo":"Retry payments only with a key","shown":"Retry payments only with a key"},"owner":{"asked":"ann@acme.example","settled":"ann@acme.example","wrote":"ann@acme.example","echo":"ann@acme.example","shown":"ann@acme.example"},"priority":{"asked":"P1","settled":"P1","wrote":"P1","echo":"P1","shown":"P1"},"deadline":{"asked":"2024-05-31","settled":"2024-05-31","wrote":"2024-05-31","echo":"2024-05-31","shown":"2024-05-31"},"state":{"asked":"open","settled":"open","wrote":"open","echo":"open","shown":"open"}}','none','none','hub','{GITHUB}','acme/ops','1','#1','{GITHUB}/acme/ops/issues/1',1716805205555,'worker/14845/018fb990712a7932b5d982316a62ee16',0,NULL,NULL,1716805203200,NULL,NULL,NULL);
INSERT INTO items VALUES(10,'INC-103/limit','INC-103','limit the pool''s size','limit','07a449af029ad17067d5',2,NULL,'done','Limit the pool''s size','ben@acme.example',1,'2024-05-31','{"title":{"asked":"Limit the pool\u0027s size","settled":"Limit the pool\u0027s size","wrote":"Limit the pool\u0027s size","echo":"Limit the pool\u0027s size","shown":"Limit the pool\u0027s size"},"owner":{"asked":"ben@acme.example","settled":"ben@acme.example","wrote":"ben@acme.example","echo":"ben@acme.example","shown":"ben@acme.example"},"priority":{"asked":"P1","settled":"P1","wrote":"P1","echo":"P1","shown":"P1"},"deadline":{"asked":"2024-05-31","settled":"2024-05-31","wrote":"2024-05-31","echo":"2024-05-31","shown":"2024-05-31"},"state":{"asked":"open","settled":"open","wrote":"open","echo":"open","shown":"done"}}','none','none','hub','{GITHUB}','acme/ops','2','#2','{GITHUB}/acme/ops/issues/2',1716805206696,'worker/14845/018fb990712a7932b5d982316a62ee16',0,NULL,NULL,1716805203200,1716973200000,NULL,NULL);
INSERT INTO items VALUES(11,'INC-103/drill','INC-103','drill the failover','drill','ef8f39e4b18ec499c697',3,NULL,'open','Drill the failover','cleo@acme.example',1,'2024-05-31','{"title":{"asked":"Drill the failover","settled":"Drill the failover","wrote":"Drill the failover","echo":"Drill the failover","shown":"Drill the failover"},"owner":{"asked":"cleo@acme.example","settled":"cleo@acme.example","wrote":"cleo@acme.example","echo":"cleo@acme.example","shown":"cleo@acme.example"},"priority":{"asked":"P1","settled":"P1","wrote":"P1","echo":"P1","shown":"P1"},"deadline":{"asked":"2024-05-31","settled":"2024-05-31","wrote":"2024-05-31","echo":"2024-05-31","shown":"2024-05-31"},"state":{"asked":"open","settled":"open","wrote":"open","echo":"open","shown":"open"}}','none','none','hub','{GITHUB}','acme/ops','3','#3','{GITHUB}/acme/ops/issues/3',1716805206739,'worker/14845/018fb990712a7932b5d982316a62ee16',0,NULL,NULL,1716805203200,NULL,'2024-06-12','snoozed in the tracker');
INSERT INTO items VALUES(12,'INC-103/docs','INC-103','document the failover','docs','8a6a821681e822a35b61',4,NULL,'open','Document the failover','ann@acme.example',2,'2034-06-01','{"title":{"asked":"Document the failover","settled":"Document the failover","wrote":"Document the failover","echo":"Document the failover","shown":"Document the failover"},"owner":{"asked":"ann@acme.example","settled":"ann@acme.example","wrote":"ann@acme.example","echo":"ann@acme.example","shown":"ann@acme.example"},"priority":{"asked":"P2","settled":"P2","wrote":"P2","echo":"P2","shown":"P2"},"deadline":{"asked":"2034-06-01","settled":"2034-06-01","wrote":"2034-06-01","echo":"2034-06-01","shown":"2034-06-01"},"state":{"asked":"open","settled":"open","wrote":"open","echo":"open","shown":"open"}}','told','none','hub','{GITHUB}','acme/ops','4','#4','{GITHUB}/acme/ops/issues/4',1716805206819,'worker/14845/018fb990712a7932b5d982316a62ee16',0,NULL,NULL,1716805203200,NULL,NULL,NULL);
INSERT INTO items VALUES(13,'INC-104/index','INC-104','index the payments by day','index','192788d9425183426ea7',1,NULL,'unknown','Index the payments by day','ben@acme.example',2,'2034-06-01','{"title":{"asked":"Index the payments by day","sending":{"value":"Index the payments by day"}},"owner":{"asked":"ben@acme.example","sending":{"value":"ben@acme.example"}},"priority":{"asked":"P2","sending":{"value":"P2"}},"deadline":{"asked":"2034-06-01","sending":{"value":"2034-06-01"}},"state":{"asked":"open","sending":{"value":"open"}}}','none','create','hub',NULL,NULL,NULL,NULL,NULL,1717412406123,'worker/15001/018fddc196217b77b0a9ca57cc3d1eaf',0,NULL,'GitHub at {GITHUB_HOST} broke the connection off. Its work waits for the next pass.',1717412404261,NULL,NULL,NULL);
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
INSERT INTO events VALUES(1,1716804003290,'INC-101',NULL,'taken in','document',NULL,NULL,NULL,'Took in revision 1 from a.json.');
INSERT INTO events VALUES(2,1716804003290,'INC-101','INC-101/alert','found','document',NULL,NULL,NULL,'New item: Alert on the cache''s hit rate');
INSERT INTO events VALUES(3,1716804003290,'INC-101','INC-101/runbook','found','document',NULL,NULL,NULL,'New item: Write the runbook of the cache');
INSERT INTO events VALUES(4,1716804003290,'INC-101','INC-101/warm','found','document',NULL,NULL,NULL,'New item: Warm the cache before traffic');
INSERT INTO events VALUES(5,1716804003290,'INC-101','INC-101/ttl','found','document',NULL,NULL,NULL,'New item: Halve the time to live');
INSERT INTO events VALUES(6,1716804005265,'INC-101','INC-101/alert','created','actionsync',NULL,NULL,NULL,'Created INC-101-01-alert-on-the-cache-s-hit-rate.md in board: file://{ROOT}/board/INC-101-01-alert-on-the-cache-s-hit-rate.md');
INSERT INTO events VALUES(7,1716804005265,'INC-101','INC-101/runbook','created','actionsync',NULL,NULL,NULL,'Created INC-101-02-write-the-runbook-of-the-cache.md in board: file://{ROOT}/board/INC-101-02-write-the-runbook-of-the-cache.md');
INSERT INTO events VALUES(8,1716804005265,'INC-101','INC-101/warm','created','actionsync',NULL,NULL,NULL,'Created INC-101-03-warm-the-cache-before-traffic.md in board: file://{ROOT}/board/INC-101-03-warm-the-cache-before-traffic.md');
INSERT INTO events VALUES(9,1716804005265,'INC-101','INC-101/ttl','created','actionsync',NULL,NULL,NULL,'Created INC-101-04-halve-the-time-to-live.md in board: file://{ROOT}/board/INC-101-04-halve-the-time-to-live.md');
INSERT INTO events VALUES(10,1716804604191,'INC-102',NULL,'taken in','document',NULL,NULL,NULL,'Took in revision 1 from b.json.');
INSERT INTO events VALUES(11,1716804604191,'INC-102','INC-102/m1','found','document',NULL,NULL,NULL,'New item: Check mail relay 1');
INSERT INTO events VALUES(12,1716804604191,'INC-102','INC-102/m2','found','document',NULL,NULL,NULL,'New item: Check mail relay 2');
INSERT INTO events VALUES(13,1716804604191,'INC-102','INC-102/m3','found','document',NULL,NULL,NULL,'New item: Check mail relay 3');
INSERT INTO events VALUES(14,1716804604191,'INC-102','INC-102/m4','found','document',NULL,NULL,NULL,'New item: Check mail relay 4');
INSERT INTO events VALUES(15,1716804606781,'INC-102','INC-102/m1','created','actionsync',NULL,NULL,NULL,'Created INC-102-01-check-mail-relay-1.md in board: file://{ROOT}/board/INC-102-01-check-mail-relay-1.md');
INSERT INTO events VALUES(16,1716804606781,'INC-102','INC-102/m2','created','actionsync',NULL,NULL,NULL,'Created INC-102-02-check-mail-relay-2.md in board: file://{ROOT}/board/INC-102-02-check-mail-relay-2.md');
INSERT INTO events VALUES(17,1716804606781,'INC-102','INC-102/m3','created','actionsync',NULL,NULL,NULL,'Created INC-102-03-check-mail-relay-3.md in board: file://{ROOT}/board/INC-102-03-check-mail-relay-3.md');
INSERT INTO events VALUES(18,1716804606781,'INC-102','INC-102/m4','created','actionsync',NULL,NULL,NULL,'Created INC-102-04-check-mail-relay-4.md in board: file://{ROOT}/board/INC-102-04-check-mail-relay-4.md');
INSERT INTO events VALUES(19,1716805203200,'INC-103',NULL,'taken in','document',NULL,NULL,NULL,'Took in revision 1 from c.json.');
INSERT INTO events VALUES(20,1716805203200,'INC-103','INC-103/retry','found','document',NULL,NULL,NULL,'New item: Retry payments only with a key');
INSERT INTO events VALUES(21,1716805203200,'INC-103','INC-103/limit','found','document',NULL,NULL,NULL,'New item: Limit the pool''s size');
INSERT INTO events VALUES(22,1716805203200,'INC-103','INC-103/drill','found','document',NULL,NULL,NULL,'New item: Drill the failover');
INSERT INTO events VALUES(23,1716805203200,'INC-103','INC-103/docs','found','document',NULL,NULL,NULL,'New item: Document the failover');
INSERT INTO events VALUES(24,1716805206632,'INC-103','INC-103/retry','created','actionsync',NULL,NULL,NULL,'Created #1 in hub: {GITHUB}/acme/ops/issues/1');
INSERT INTO events VALUES(25,1716805206729,'INC-103','INC-103/limit','created','actionsync',NULL,NULL,NULL,'Created #2 in hub: {GITHUB}/acme/ops/issues/2');
INSERT INTO events VALUES(26,1716805206784,'INC-103','INC-103/drill','created','actionsync',NULL,NULL,NULL,'Created #3 in hub: {GITHUB}/acme/ops/issues/3');
INSERT INTO events VALUES(27,1716805206856,'INC-103','INC-103/docs','created','actionsync',NULL,NULL,NULL,'Created #4 in hub: {GITHUB}/acme/ops/issues/4');
INSERT INTO events VALUES(28,1716976803877,'INC-101','INC-101/runbook','state changed','board','state','open','done','State changed in the tracker: open -> done.');
INSERT INTO events VALUES(29,1716976804729,'INC-103','INC-103/limit','state changed','visitor','state','open','done','State changed in the tracker: open -> done.');
INSERT INTO events VALUES(30,1716976804790,'INC-103','INC-103/drill','snoozed','hub',NULL,NULL,'2024-06-12','snoozed until 2024-06-12 by hub: snoozed in the tracker');
INSERT INTO events VALUES(31,1717401603442,'INC-101','INC-101/warm','snoozed','cleo',NULL,NULL,'2024-06-12','snoozed until 2024-06-12 by cleo: Waits for new machines');
INSERT INTO events VALUES(32,1717402202828,'INC-101',NULL,'taken in','document',NULL,NULL,NULL,'Took in revision 2 from a.json.');
INSERT INTO events VALUES(33,1717402202828,'INC-101','INC-101/ttl','withdrawn','document',NULL,NULL,NULL,'The document no longer names this item.');
INSERT INTO events VALUES(34,1717402203416,'INC-102',NULL,'taken in','document',NULL,NULL,NULL,'Took in revision 2 from b.json.');
INSERT INTO events VALUES(35,1717402203416,'INC-102','INC-102/m2','withdrawn','document',NULL,NULL,NULL,'The document no longer names this item; with so many at once, it waits for once --confirm-withdraw.');
INSERT INTO events VALUES(36,1717402203416,'INC-102','INC-102/m3','withdrawn','document',NULL,NULL,NULL,'The document no longer names this item; with so many at once, it waits for once --confirm-withdraw.');
INSERT INTO events VALUES(37,1717402203416,'INC-102','INC-102/m4','withdrawn','document',NULL,NULL,NULL,'The document no longer names this item; with so many at once, it waits for once --confirm-withdraw.');
INSERT INTO events VALUES(38,1717402203438,'INC-103',NULL,'taken in','document',NULL,NULL,NULL,'Took in revision 2 from c.json.');
INSERT INTO events VALUES(39,1717402203438,'INC-103','INC-103/docs','withdrawn','document',NULL,NULL,NULL,'The document no longer names this item.');
INSERT INTO events VALUES(40,1717402205508,'INC-101','INC-101/ttl','withdrawn','actionsync',NULL,NULL,NULL,'Told INC-101-04-halve-the-time-to-live.md that the document no longer names this item.');
INSERT INTO events VALUES(41,1717402205677,'INC-103','INC-103/docs','withdrawn','actionsync',NULL,NULL,NULL,'Told #4 that the document no longer names this item.');
INSERT INTO events VALUES(42,1717405206941,'INC-101','INC-101/alert','reminded','actionsync','overdue','2024-05-31','ann@acme.example','reminded ann@acme.example (3 days overdue): Email: {ROOT}/outbox/2024-06-03-ann@acme.example.eml');
INSERT INTO events VALUES(43,1717405206941,'INC-103','INC-103/retry','reminded','actionsync','overdue','2024-05-31','ann@acme.example','reminded ann@acme.example (3 days overdue): Email: {ROOT}/outbox/2024-06-03-ann@acme.example.eml');
INSERT INTO events VALUES(44,1717412404261,'INC-104',NULL,'taken in','document',NULL,NULL,NULL,'Took in revision 1 from d.json.');
INSERT INTO events VALUES(45,1717412404261,'INC-104','INC-104/index','found','document',NULL,NULL,NULL,'New item: Index the payments by day');
INSERT INTO events VALUES(46,1717412406687,'INC-104','INC-104/index','unknown','hub',NULL,NULL,NULL,'GitHub at {GITHUB_HOST} broke the connection off. Its work waits for the next pass.');
CREATE TABLE trackers (
  name             text primary key,
  server           text not null,
  place            text not null,
  first_contact_at bigint,
  cursor           text,
  refreshed_at     bigint,
  reconciled_at    bigint,
  problem          text,
  failing_since    bigint,
  blocked_until    bigint,
  holder           text,
  held_until       bigint
);
INSERT INTO trackers VALUES('board','file','{ROOT}/board',1716804004497,'faa8eff1fbcf48c88be1037f793e8c7c',1717412405926,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO trackers VALUES('hub','{GITHUB}','acme/ops',1716805205457,'{"repository":"acme/ops","since":"2024-05-29T08:55:00+00:00","tag":"W/\u0022c4cc0ade368f71c01e19d1ae20148d219284e8afff50d2722174fbd2f15b0c81\u0022","seen":"2024-06-03T08:10:00+00:00","tied":[2426194641],"login":"actionsync-bot"}',1717412406022,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE found_issues (
  tracker       text not null,
  marker        text not null,
  issue         text not null,
  primary key (tracker, marker)
);
CREATE TABLE stale_receipts (
  incident_id   text primary key,
  event_id      bigint not null
);
CREATE TABLE seen_files (
  path          text primary key,
  size          bigint not null,
  modified_at   bigint not null
);
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
INSERT INTO reminders VALUES('ann@acme.example','2024-06-03',1,'sent','[{"key":"INC-101/alert","kind":"Overdue","deadline":"2024-05-31","owner":"ann@acme.example","also_asked":[],"role":""},{"key":"INC-103/retry","kind":"Overdue","deadline":"2024-05-31","owner":"ann@acme.example","also_asked":[],"role":""}]',1717405205759,'Email','',1,NULL,'worker/14955/7e4e3b22df8148e48b71a9c8c33b99e0',1717405205990,1717405206941,'Email: {ROOT}/outbox/2024-06-03-ann@acme.example.eml');
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
INSERT INTO reminder_tally VALUES('INC-101/alert','ann@acme.example','overdue','2024-05-31','2024-06-03','2024-06-03',1);
INSERT INTO reminder_tally VALUES('INC-103/retry','ann@acme.example','overdue','2024-05-31','2024-06-03','2024-06-03',1);
CREATE TABLE reminder_slots (
  slot          bigint primary key,
  planned_at    bigint not null
);
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
INSERT INTO snoozes VALUES('INC-103/drill','tracker','2024-06-12','2024-06-12','2024-05-29','hub','snoozed in the tracker',1716976804790);
INSERT INTO snoozes VALUES('INC-101/warm','command','2024-06-12','2024-06-12','2024-06-03','cleo','Waits for new machines',1717401603442);
CREATE TABLE report_mails (
  week          text not null,
  person        text not null,
  attempts      integer not null,
  next_try_at   bigint,
  sent_at       bigint,
  remark        text,
  primary key (week, person)
);
CREATE TABLE leases (
  name          text primary key,
  holder        text not null,
  held_until    bigint not null
);
CREATE INDEX items_of_incident on items (incident_id);
CREATE INDEX items_by_issue on items (server, place, issue_id);
CREATE INDEX items_with_work on items (tracker, id) where work <> 'none';
CREATE INDEX items_unknown on items (tracker) where state = 'unknown';
CREATE INDEX items_not_closed on items (priority) where state in ('open', 'in_progress');
CREATE INDEX events_of_incident on events (incident_id, id);
CREATE INDEX events_of_kind on events (kind, at);
CREATE INDEX reminders_unfinished on reminders (day) where state in ('planned', 'sending', 'failed', 'unknown');
COMMIT;
