CREATE TABLE users (email TEXT);

-- case: stored
ALTER TABLE users ADD COLUMN short TEXT GENERATED ALWAYS AS (lower(email)) STORED; -- ! stored-generated-column

-- case: virtual
ALTER TABLE users ADD COLUMN short TEXT GENERATED ALWAYS AS (lower(email)) VIRTUAL;
ALTER TABLE users ADD COLUMN shorter TEXT AS (substr(email, 1, 3));

-- case: a table of this file
CREATE TABLE posts (title TEXT, short TEXT AS (lower(title)) STORED);
ALTER TABLE posts ADD COLUMN shorter TEXT AS (lower(title)) STORED;

-- case: allowed
-- migration: allow=stored-generated-column
ALTER TABLE users ADD COLUMN short TEXT AS (lower(email)) STORED;
