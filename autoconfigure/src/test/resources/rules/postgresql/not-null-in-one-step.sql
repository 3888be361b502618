CREATE TABLE users (id bigint PRIMARY KEY, email text, name text NOT NULL);

-- case: an existing column
ALTER TABLE users ALTER COLUMN email SET NOT NULL; -- ! not-null-in-one-step

-- case: one part of several, with ONLY and IF EXISTS
ALTER TABLE IF EXISTS ONLY public.users
  ALTER email SET DEFAULT '',
  ALTER email SET NOT NULL; -- ! not-null-in-one-step

-- case: a column of this file, filled before
ALTER TABLE users ADD COLUMN phone text;
UPDATE users SET phone = '' WHERE phone IS NULL; -- ! work-after-exclusive-lock
ALTER TABLE users ALTER COLUMN phone SET NOT NULL; -- ! not-null-in-one-step

-- case: proved by a check that was validated before
ALTER TABLE users ADD CONSTRAINT email_set CHECK (email IS NOT NULL) NOT VALID;
-- next file
ALTER TABLE users VALIDATE CONSTRAINT email_set;
-- next file
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
ALTER TABLE users DROP CONSTRAINT email_set;

-- case: a check that is not validated proves nothing
ALTER TABLE users ADD CONSTRAINT email_set CHECK ((email IS NOT NULL)) NOT VALID;
-- next file
ALTER TABLE users ALTER COLUMN email SET NOT NULL; -- ! not-null-in-one-step

-- case: a check that was dropped proves nothing
ALTER TABLE users ADD CHECK (email IS NOT NULL) NOT VALID;
-- next file
ALTER TABLE users VALIDATE CONSTRAINT users_email_check;
ALTER TABLE users DROP CONSTRAINT users_email_check;
-- next file
ALTER TABLE users ALTER COLUMN email SET NOT NULL; -- ! not-null-in-one-step

-- case: a check of something else proves nothing
ALTER TABLE users ADD CONSTRAINT email_set CHECK (email IS NOT NULL OR id < 10) NOT VALID;
-- next file
ALTER TABLE users VALIDATE CONSTRAINT email_set;
-- next file
ALTER TABLE users ALTER COLUMN email SET NOT NULL; -- ! not-null-in-one-step

-- case: a column that is NOT NULL already
ALTER TABLE users ALTER COLUMN name SET NOT NULL;
ALTER TABLE users ALTER COLUMN id SET NOT NULL;

-- case: a column that was NOT NULL
ALTER TABLE users ALTER COLUMN name DROP NOT NULL;
-- next file
ALTER TABLE users ALTER COLUMN name SET NOT NULL; -- ! not-null-in-one-step

-- case: a table of this file
CREATE TABLE posts (title text);
ALTER TABLE posts ALTER COLUMN title SET NOT NULL;

-- case (18): the way of PostgreSQL 18
ALTER TABLE users ADD CONSTRAINT email_set NOT NULL email NOT VALID;
-- next file
ALTER TABLE users VALIDATE CONSTRAINT email_set;
-- next file
ALTER TABLE users ALTER COLUMN email SET NOT NULL;

-- case (18): the way of PostgreSQL 18 in one step
ALTER TABLE users ADD CONSTRAINT email_set NOT NULL email; -- ! not-null-in-one-step

-- case: allowed
-- migration: allow=not-null-in-one-step
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
