CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);
ALTER TABLE users ADD COLUMN name TEXT;

-- case: another order of the columns
CREATE TABLE users_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT);
INSERT INTO users_new SELECT * FROM users; -- ! copy-mixes-columns
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;

-- case: named on one side
CREATE TABLE users_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT);
INSERT INTO users_new SELECT id, "Email", name FROM users; -- ! copy-mixes-columns

-- case: named on both sides
CREATE TABLE users_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT);
INSERT INTO users_new (id, email, name) SELECT id, name, email FROM users; -- ! copy-mixes-columns

-- case: named in the same order
CREATE TABLE users_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT);
INSERT INTO users_new (id, email, name) SELECT id, email, name FROM users;

-- case: the same order of the columns
CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL, name TEXT);
INSERT INTO users_new SELECT * FROM users;

-- case: a column with another name, and expressions
CREATE TABLE users_new (id INTEGER PRIMARY KEY, mail TEXT NOT NULL, name TEXT);
INSERT INTO users_new SELECT * FROM users;
CREATE TABLE users_old (old_name TEXT, name TEXT, id INTEGER);
INSERT INTO users_old SELECT name, lower(email), id FROM users;
INSERT INTO users_old SELECT name, 'x' AS y, id AS z FROM users;

-- case: several tables
CREATE TABLE logs (id INTEGER, name TEXT);
CREATE TABLE mixed (name TEXT, id INTEGER);
INSERT INTO mixed SELECT u.id, l.name FROM users u JOIN logs l ON l.id = u.id;

-- case: allowed
-- migration: allow=copy-mixes-columns
CREATE TABLE users_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT);
INSERT INTO users_new SELECT * FROM users;
