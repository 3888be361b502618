CREATE TABLE events (id TEXT DEFAULT (lower(hex(randomblob(8)))), at TEXT DEFAULT (strftime('%Y-%m-%d %H:%M:%f', 'now')), what TEXT);
INSERT INTO events (what) VALUES ('begun'), ('ended');
