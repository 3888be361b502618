CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);
CREATE TABLE logs (text TEXT);

-- case (fails): a view
CREATE VIEW emails AS SELECT email FROM users;
-- next file
CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);
INSERT INTO users_new (id, email) SELECT id, email FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users; -- ! rebuild-breaks-view

-- case (fails): a trigger of another table
CREATE TRIGGER log AFTER INSERT ON logs BEGIN
  UPDATE OR IGNORE users SET email = NEW.text WHERE id = 1;
END;
-- next file
CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);
INSERT INTO users_new (id, email) SELECT id, email FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users; -- ! rebuild-breaks-view

-- case (fails): a view with a join, of another ALTER TABLE
CREATE VIEW emails AS SELECT l.text FROM (logs l JOIN "users" u ON u.email = l.text);
-- next file
DROP TABLE users; -- ! drop-referenced-table
ALTER TABLE logs RENAME COLUMN text TO line; -- ! rebuild-breaks-view

-- case: a view of a column that is gone
CREATE VIEW emails AS SELECT email FROM users;
-- next file
CREATE TEMP TABLE backup AS SELECT * FROM users;
DROP TABLE users; -- ! rebuild-loses-column rebuild-breaks-view
CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT);
INSERT INTO users (id, mail) SELECT id, email FROM backup;

-- case: the view is made again
CREATE VIEW emails AS SELECT email FROM users;
-- next file
DROP VIEW emails;
CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);
INSERT INTO users_new (id, email) SELECT id, email FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
CREATE VIEW emails AS SELECT email FROM users;

-- case: the old way to alter tables, which does not look at views
CREATE VIEW emails AS SELECT email FROM users;
-- next file
PRAGMA legacy_alter_table = ON;
CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);
INSERT INTO users_new (id, email) SELECT id, email FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
PRAGMA legacy_alter_table = OFF;

-- case: views that name the table without reading it
CREATE VIEW a AS SELECT text AS users FROM logs;
CREATE VIEW b AS WITH users AS (SELECT text FROM logs) SELECT * FROM users;
CREATE VIEW c AS SELECT 'FROM users' FROM logs -- FROM users
;
-- next file
CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);
INSERT INTO users_new (id, email) SELECT id, email FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;

-- case (fails): allowed
CREATE VIEW emails AS SELECT email FROM users;
-- next file
-- migration: allow=rebuild-breaks-view
CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);
INSERT INTO users_new (id, email) SELECT id, email FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
