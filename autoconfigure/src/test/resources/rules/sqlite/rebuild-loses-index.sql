CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, name TEXT);
CREATE UNIQUE INDEX users_email ON users (email);
CREATE INDEX users_name ON users (name COLLATE NOCASE) WHERE name IS NOT NULL;

-- case: both indexes
CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL, name TEXT);
INSERT INTO users_new (id, email, name) SELECT id, email, name FROM users;
DROP TABLE users; -- ! rebuild-loses-index rebuild-loses-index
ALTER TABLE users_new RENAME TO users;

-- case: another way to rebuild, with other quotes and cases
CREATE TEMP TABLE backup AS SELECT * FROM "USERS";
DROP TABLE IF EXISTS main.[Users]; -- ! rebuild-loses-index
CREATE TABLE `users` (id INTEGER PRIMARY KEY, email TEXT UNIQUE, name TEXT);
INSERT INTO users SELECT * FROM backup;
DROP TABLE backup;

-- case: one of a file in between, renamed with its table
CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT);
CREATE INDEX posts_title ON posts (title);
-- next file
ALTER TABLE posts RENAME TO articles;
-- next file
CREATE TABLE articles_new (id INTEGER PRIMARY KEY, title TEXT);
INSERT INTO articles_new SELECT id, title FROM articles;
DROP TABLE articles; -- ! rebuild-loses-index
ALTER TABLE articles_new RENAME TO articles;

-- case: all indexes made again
CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL, name TEXT);
INSERT INTO users_new (id, email, name) SELECT id, email, name FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
CREATE UNIQUE INDEX users_email ON users (email);
CREATE INDEX users_by_name ON users (name DESC);

-- case: a constraint in place of the index, and a column that is gone
ALTER TABLE users ADD COLUMN phone TEXT;
CREATE INDEX users_phone ON users (phone);
DROP INDEX users_name;
-- next file
CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT, name TEXT, UNIQUE (email));
INSERT INTO users_new (id, email, name) SELECT id, email, name FROM users;
DROP TABLE users; -- ! rebuild-loses-column
ALTER TABLE users_new RENAME TO users;

-- case: dropped on purpose
DROP INDEX users_email;
CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT, name TEXT);
INSERT INTO users_new (id, email, name) SELECT id, email, name FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
DROP INDEX IF EXISTS users_name;

-- case: nothing is made anew
DROP TABLE users;

-- case: a table of this file
CREATE TABLE t (a TEXT);
CREATE INDEX i ON t (a);
DROP TABLE t;
CREATE TABLE t (a TEXT);

-- case: in comments and texts
-- DROP TABLE users;
CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT DEFAULT 'DROP TABLE users;');
/* DROP TABLE users; ALTER TABLE users_new RENAME TO users; */

-- case: allowed
-- migration: allow=rebuild-loses-index
CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL, name TEXT);
INSERT INTO users_new (id, email, name) SELECT id, email, name FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
