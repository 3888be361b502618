CREATE TABLE users (id bigint, email text);
CREATE TABLE owners (id bigint PRIMARY KEY);

-- case: no default
ALTER TABLE users ADD COLUMN phone text NOT NULL; -- ! not-null-without-default

-- case: without the word COLUMN, on a line of its own
ALTER TABLE public.users
  ADD nick varchar(20) DEFAULT 'x' NOT NULL,
  ADD phone varchar(20) CONSTRAINT phone_set NOT NULL; -- ! not-null-without-default

-- case: NULL is no default
ALTER TABLE users ADD COLUMN phone text DEFAULT NULL NOT NULL; -- ! not-null-without-default

-- case: a constant default
ALTER TABLE users ADD COLUMN phone text NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN created timestamptz NOT NULL DEFAULT now();
ALTER TABLE users ADD COLUMN flags text[] NOT NULL DEFAULT '{}'::text[];

-- case: no NOT NULL
ALTER TABLE users ADD COLUMN phone text, ADD COLUMN fax text NULL;
ALTER TABLE users ADD COLUMN owner bigint REFERENCES owners ON DELETE SET NULL;
-- next file
ALTER TABLE users ADD COLUMN IF NOT EXISTS phone text NOT NULL;

-- case: a table of this file
CREATE TABLE posts (id bigint);
ALTER TABLE posts ADD COLUMN title text NOT NULL;

-- case: a table that this file has emptied
DELETE FROM users; -- ! whole-table-update
ALTER TABLE users ADD COLUMN phone text NOT NULL;

-- case (fails): a table that this file has emptied and filled
DELETE FROM users; -- ! whole-table-update
INSERT INTO users VALUES (1, 'a');
ALTER TABLE users ADD COLUMN phone text NOT NULL; -- ! not-null-without-default

-- case: allowed
-- migration: allow=not-null-without-default
ALTER TABLE users ADD COLUMN phone text NOT NULL;
