CREATE TABLE users (email text);

-- case: stored
ALTER TABLE users ADD COLUMN lower_email text GENERATED ALWAYS AS (lower(email)) STORED; -- ! stored-generated-column

-- case (18): virtual
ALTER TABLE users ADD COLUMN lower_email text GENERATED ALWAYS AS (lower(email)) VIRTUAL;

-- case: a table of this file
CREATE TABLE posts (title text, short text GENERATED ALWAYS AS (left(title, 10)) STORED);
ALTER TABLE posts ADD COLUMN long text GENERATED ALWAYS AS (repeat(title, 10)) STORED;

-- case: allowed
-- migration: allow=stored-generated-column
ALTER TABLE users ADD COLUMN lower_email text GENERATED ALWAYS AS (lower(email)) STORED;
