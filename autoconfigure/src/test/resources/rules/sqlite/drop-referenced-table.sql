CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, boss INTEGER REFERENCES users (id));
CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id) ON DELETE CASCADE);

-- case: a table refers to it
DROP TABLE users; -- ! drop-referenced-table

-- case: a constraint of a table refers to it
CREATE TABLE likes (a INTEGER, b INTEGER, CONSTRAINT c FOREIGN KEY (a, b) REFERENCES "Posts" (id, user_id));
-- next file
DROP TABLE posts; -- ! drop-referenced-table

-- case: a view reads it
CREATE VIEW titles AS SELECT id FROM posts;
-- next file
DROP TABLE IF EXISTS posts; -- ! drop-referenced-table

-- case: the reference went with the old name
ALTER TABLE users RENAME TO users_old;
CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL, boss INTEGER REFERENCES users (id));
INSERT INTO users (id, email, boss) SELECT id, email, boss FROM users_old;
DROP TABLE users_old; -- ! drop-referenced-table

-- case: while foreign keys are enforced
-- migration: foreign-keys=on
CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL, boss INTEGER REFERENCES users (id));
INSERT INTO users_new (id, email, boss) SELECT id, email, boss FROM users;
DROP TABLE users; -- ! drop-referenced-table
ALTER TABLE users_new RENAME TO users;

-- case: while the file enforces foreign keys
PRAGMA foreign_keys = ON;
CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL, boss INTEGER REFERENCES users (id));
INSERT INTO users_new (id, email, boss) SELECT id, email, boss FROM users;
DROP TABLE users; -- ! drop-referenced-table
ALTER TABLE users_new RENAME TO users;

-- case: made anew
CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL, boss INTEGER REFERENCES users (id));
INSERT INTO users_new (id, email, boss) SELECT id, email, boss FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;

-- case: nothing refers to it but itself
CREATE TABLE nodes (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES nodes (id));
-- next file
DROP TABLE nodes;
DROP TABLE posts;

-- case: what refers to it goes too
CREATE VIEW emails AS SELECT email FROM users;
-- next file
DROP TABLE users;
DROP TABLE posts;
DROP VIEW emails;

-- case: what refers to it refers to something else meanwhile
CREATE TABLE posts_new (id INTEGER PRIMARY KEY, user_id INTEGER);
INSERT INTO posts_new (id, user_id) SELECT id, user_id FROM posts;
DROP TABLE posts;
ALTER TABLE posts_new RENAME TO posts;
-- next file
DROP TABLE users;

-- case: allowed
-- migration: allow=drop-referenced-table
DROP TABLE users;
