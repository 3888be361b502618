CREATE TABLE users (id bigint, age int);

-- case: a check
ALTER TABLE users ADD CONSTRAINT age_positive CHECK (age > 0); -- ! check-in-one-step

-- case: without a name
ALTER TABLE users ADD CHECK (age > 0) NO INHERIT; -- ! check-in-one-step

-- case: a new column
ALTER TABLE users ADD COLUMN size int CHECK (size > 0); -- ! check-in-one-step

-- case: not valid, and validated in the next file
ALTER TABLE users ADD CONSTRAINT age_positive CHECK (age > 0) NOT VALID;
-- next file
ALTER TABLE users VALIDATE CONSTRAINT age_positive;

-- case: a table of this file
CREATE TABLE posts (id bigint CHECK (id > 0), title text, CHECK (title <> ''));
ALTER TABLE posts ADD CONSTRAINT title_short CHECK (length(title) < 100);

-- case: in texts and names
ALTER TABLE users ADD COLUMN "check" text DEFAULT 'CHECK (age > 0)';
COMMENT ON COLUMN users.age IS 'ALTER TABLE users ADD CHECK (age > 0)';

-- case: allowed
-- migration: allow=check-in-one-step
ALTER TABLE users ADD CONSTRAINT age_positive CHECK (age > 0);
