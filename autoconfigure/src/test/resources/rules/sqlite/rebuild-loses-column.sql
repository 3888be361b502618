CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);

-- case: a column that a later file has added
ALTER TABLE users ADD COLUMN phone TEXT;
-- next file
CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);
INSERT INTO users_new (id, email) SELECT id, email FROM users;
DROP TABLE users; -- ! rebuild-loses-column
ALTER TABLE users_new RENAME TO users;

-- case: all columns, in other cases
CREATE TABLE users_new ("ID" INTEGER PRIMARY KEY, Email TEXT NOT NULL, name TEXT);
INSERT INTO users_new (id, email) SELECT id, email FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;

-- case: a column that is gone already
ALTER TABLE users ADD COLUMN phone TEXT;
ALTER TABLE users RENAME COLUMN phone TO mobile;
-- next file
ALTER TABLE users DROP COLUMN mobile;
-- next file
CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);
INSERT INTO users_new (id, email) SELECT id, email FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;

-- case: allowed
-- migration: allow=rebuild-loses-column
CREATE TABLE users_new (id INTEGER PRIMARY KEY);
INSERT INTO users_new (id) SELECT id FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
