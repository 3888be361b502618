CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);

-- case: not copied
DROP TABLE IF EXISTS users; -- ! rebuild-loses-rows
CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);

-- case: rows of another table
CREATE TABLE other (id INTEGER, email TEXT);
INSERT INTO other VALUES (1, 'a');
INSERT INTO users (id, email) SELECT id, email FROM other;
-- next file
CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);
INSERT INTO users_new (id, email) SELECT id, email FROM other;
DROP TABLE users; -- ! rebuild-loses-rows
ALTER TABLE users_new RENAME TO users;

-- case: copied, but for what is in the way
CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT UNIQUE);
INSERT OR IGNORE INTO users_new SELECT id, email FROM users; -- ! rebuild-loses-rows
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;

-- case: copied one over the other
CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT UNIQUE);
REPLACE INTO users_new SELECT id, email FROM users; -- ! rebuild-loses-rows
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;

-- case: copied
CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT UNIQUE);
INSERT INTO users_new SELECT u.id, coalesce(u.email, '') FROM (SELECT * FROM users) AS u;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;

-- case: copied by way of a view
CREATE VIEW good AS SELECT id, email FROM users WHERE email <> '';
-- next file
CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT UNIQUE);
INSERT INTO users_new SELECT id, email FROM good;
DROP VIEW good;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;

-- case: copied with the query first
CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT UNIQUE);
WITH named AS (SELECT id, email FROM users) INSERT INTO users_new SELECT id, email FROM named;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;

-- case: deleted on purpose
DELETE FROM users;
DROP TABLE users;
CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);

-- case: a table that is not there, as far as the files tell
DROP TABLE IF EXISTS posts;
CREATE TABLE posts (id INTEGER PRIMARY KEY);

-- case: a search index, whose rows are made again
CREATE VIRTUAL TABLE search USING fts5 (email);
-- next file
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5 (email, tokenize = 'porter');

-- case: what is in the way is passed over in a table that stays
CREATE TABLE archive (id INTEGER PRIMARY KEY, email TEXT UNIQUE);
INSERT OR IGNORE INTO archive SELECT id, email FROM users;

-- case: allowed
-- migration: allow=rebuild-loses-rows
DROP TABLE users;
CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);
