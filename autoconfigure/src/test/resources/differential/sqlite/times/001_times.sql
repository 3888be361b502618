CREATE TABLE events (id TEXT DEFAULT (lower(hex(randomblob(8)))), at TEXT DEFAULT (CURRENT_TIMESTAMP), what TEXT);
INSERT INTO events (what) VALUES ('begun'), ('ended');
