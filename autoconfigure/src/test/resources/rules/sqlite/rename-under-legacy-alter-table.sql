CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);
CREATE VIEW emails AS SELECT email FROM users;
CREATE TABLE alone (id INTEGER PRIMARY KEY);

-- case: a view reads the table
PRAGMA legacy_alter_table = ON;
ALTER TABLE users RENAME TO people; -- ! rename-under-legacy-alter-table

-- case: a table refers to the table
CREATE TABLE posts (user_id INTEGER REFERENCES alone (id));
-- next file
PRAGMA main.legacy_alter_table(1);
ALTER TABLE alone RENAME TO lonely; -- ! rename-under-legacy-alter-table

-- case (fails): a table of which no file tells
PRAGMA legacy_alter_table = 'yes';
ALTER TABLE elsewhere RENAME TO there; -- ! rename-under-legacy-alter-table

-- case: the pragma is off
PRAGMA legacy_alter_table;
ALTER TABLE users RENAME TO people;

-- case: the pragma is off again
PRAGMA legacy_alter_table = ON;
PRAGMA legacy_alter_table = OFF;
ALTER TABLE users RENAME TO people;

-- case: the pragma of another file
PRAGMA legacy_alter_table = ON;
-- next file
ALTER TABLE users RENAME TO people;

-- case: nothing refers to the table
PRAGMA legacy_alter_table = ON;
ALTER TABLE alone RENAME TO lonely;

-- case: another table takes its place
PRAGMA legacy_alter_table = ON;
ALTER TABLE users RENAME TO users_old;
CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);
INSERT INTO users (id, email) SELECT id, email FROM users_old;
DROP TABLE users_old;

-- case: a table of this file
PRAGMA legacy_alter_table = ON;
CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);
INSERT INTO users_new (id, email) SELECT id, email FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;

-- case: allowed
-- migration: allow=rename-under-legacy-alter-table
PRAGMA legacy_alter_table = ON;
ALTER TABLE users RENAME TO people;
