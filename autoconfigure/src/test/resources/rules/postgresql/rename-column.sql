CREATE TABLE users (id bigint, email text);

-- case: with and without the word COLUMN
ALTER TABLE users RENAME COLUMN email TO mail; -- ! rename-column
ALTER TABLE public.users RENAME id TO "Id"; -- ! rename-column

-- case: a column of this file
ALTER TABLE users ADD COLUMN phone text;
ALTER TABLE users RENAME COLUMN phone TO mobile;
ALTER TABLE users RENAME COLUMN mobile TO cell;

-- case: what nobody reads by its name
ALTER TABLE users ADD CONSTRAINT c CHECK (id > 0) NOT VALID;
-- next file
ALTER TABLE users RENAME CONSTRAINT c TO d;
-- next file
CREATE INDEX CONCURRENTLY i ON users (id);
-- next file
ALTER INDEX i RENAME TO j;

-- case: a table of this file
CREATE TABLE posts (id bigint);
ALTER TABLE posts RENAME id TO post_id;

-- case: allowed
-- migration: allow=rename-column
ALTER TABLE users RENAME COLUMN email TO mail;
