CREATE TABLE users (id INTEGER PRIMARY KEY);

-- case: no default
ALTER TABLE users ADD COLUMN email TEXT NOT NULL; -- ! not-null-without-default

-- case: NULL is no default
ALTER TABLE "Users"
  ADD email TEXT DEFAULT (NULL) NOT NULL CHECK (email <> ''); -- ! not-null-without-default

-- case: a default
ALTER TABLE users ADD COLUMN email TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN count INT DEFAULT -1 NOT NULL;
ALTER TABLE users ADD COLUMN phone TEXT;
ALTER TABLE users ADD COLUMN note TEXT REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE users ADD COLUMN shown TEXT NOT NULL AS (email || phone);

-- case: a table of this file
CREATE TABLE posts (id INTEGER);
ALTER TABLE posts ADD COLUMN title TEXT NOT NULL;

-- case: a table that this file has emptied
DELETE FROM users;
ALTER TABLE users ADD COLUMN email TEXT NOT NULL;

-- case (fails): a table that this file has emptied and filled
DELETE FROM users;
INSERT INTO users VALUES (1);
ALTER TABLE users ADD COLUMN email TEXT NOT NULL; -- ! not-null-without-default

-- case: allowed
-- migration: allow=not-null-without-default
ALTER TABLE users ADD COLUMN email TEXT NOT NULL;
