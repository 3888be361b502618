PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA wal_checkpoint(TRUNCATE);
INSERT INTO t VALUES (1);
VACUUM;
