CREATE TABLE users (id bigint, email text, "drop" text);

-- case: with and without the word COLUMN
ALTER TABLE users DROP COLUMN email CASCADE, -- ! drop-column
  DROP "drop"; -- ! drop-column

-- case: it might not be there
ALTER TABLE IF EXISTS users DROP COLUMN IF EXISTS email; -- ! drop-column

-- case: what is no column
ALTER TABLE users ADD CONSTRAINT c CHECK (id > 0) NOT VALID;
-- next file
ALTER TABLE users DROP CONSTRAINT c;
ALTER TABLE users ALTER COLUMN id DROP NOT NULL;
ALTER TABLE users ALTER COLUMN id DROP DEFAULT;

-- case: a column that is not there, as far as the files tell
ALTER TABLE users DROP COLUMN IF EXISTS phone;

-- case: a column of this file
ALTER TABLE users ADD COLUMN phone text;
ALTER TABLE users DROP COLUMN phone;

-- case: a table of this file, and one that is not there
CREATE TABLE posts (id bigint, title text);
ALTER TABLE posts DROP COLUMN title;
ALTER TABLE IF EXISTS nowhere DROP COLUMN title;

-- case: allowed
-- migration: allow=drop-column
ALTER TABLE users DROP COLUMN email;
