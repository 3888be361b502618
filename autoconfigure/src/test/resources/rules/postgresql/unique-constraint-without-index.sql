CREATE TABLE users (id bigint, email text);

-- case: a constraint
ALTER TABLE users ADD CONSTRAINT users_email UNIQUE (email); -- ! unique-constraint-without-index

-- case: without a name
ALTER TABLE users ADD UNIQUE (id, email) WITH (fillfactor = 70); -- ! unique-constraint-without-index

-- case: a new column
ALTER TABLE users ADD COLUMN nick text UNIQUE; -- ! unique-constraint-without-index

-- case: with an index that is there
CREATE UNIQUE INDEX CONCURRENTLY users_email ON users (email);
-- next file
ALTER TABLE users ADD CONSTRAINT users_email UNIQUE USING INDEX users_email;

-- case: a table of this file
CREATE TABLE posts (id bigint UNIQUE, title text, UNIQUE (title, id));
ALTER TABLE posts ADD UNIQUE (title);

-- case: allowed
-- migration: allow=unique-constraint-without-index
ALTER TABLE users ADD CONSTRAINT users_email UNIQUE (email);
