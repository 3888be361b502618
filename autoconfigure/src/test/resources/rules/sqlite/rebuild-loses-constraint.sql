CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL DEFAULT '');
CREATE TABLE plain (a, b);

-- case: a query
CREATE TABLE users_new AS SELECT id, email FROM users;
DROP TABLE users; -- ! rebuild-loses-constraint
ALTER TABLE users_new RENAME TO users;

-- case: no longer the number of the row
CREATE TABLE users_new (id INT PRIMARY KEY, email TEXT NOT NULL DEFAULT '');
INSERT INTO users_new (id, email) SELECT id, email FROM users;
DROP TABLE users; -- ! rebuild-loses-constraint
ALTER TABLE users_new RENAME TO users;

-- case: the number of the row, written in another way
CREATE TABLE users_new (id integer, email TEXT NOT NULL DEFAULT '', PRIMARY KEY (id));
INSERT INTO users_new (id, email) SELECT id, email FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;

-- case: a table that has no constraints
CREATE TABLE plain_new AS SELECT a, b FROM plain;
DROP TABLE plain;
ALTER TABLE plain_new RENAME TO plain;

-- case: a copy that does not take its place
CREATE TABLE archive AS SELECT id, email FROM users;
DROP TABLE users;

-- case: allowed
-- migration: allow=rebuild-loses-constraint
CREATE TABLE users_new AS SELECT id, email FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
