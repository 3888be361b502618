CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE users (id bigint, mood mood);

-- case: in an INSERT
ALTER TYPE mood ADD VALUE IF NOT EXISTS 'happy' AFTER 'ok';
INSERT INTO users VALUES (1, 'happy'); -- ! enum-value-used

-- case: on the line where it is used
ALTER TYPE public.mood ADD VALUE 'happy';
UPDATE users
  SET mood = 'happy' -- ! enum-value-used
  WHERE mood = 'ok';

-- case: in a block
ALTER TYPE mood ADD VALUE 'happy';
DO $$ BEGIN PERFORM 1 FROM users WHERE mood = 'happy'; END $$; -- ! enum-value-used

-- case (fails): in a transaction of the file's own
-- migration: transaction=off
BEGIN;
ALTER TYPE mood ADD VALUE 'happy';
INSERT INTO users VALUES (1, 'happy'); -- ! enum-value-used
COMMIT;

-- case: in the next file
ALTER TYPE mood ADD VALUE 'happy';
-- next file
INSERT INTO users VALUES (1, 'happy');

-- case: statement by statement, because the file says so
-- migration: transaction=off
ALTER TYPE mood ADD VALUE 'happy';
INSERT INTO users VALUES (1, 'happy');

-- case: a type of this file
CREATE TYPE size AS ENUM ('s');
ALTER TYPE size ADD VALUE 'm';
CREATE TABLE shirts (size size DEFAULT 'm');

-- case: not used
ALTER TYPE mood ADD VALUE 'happy';
ALTER TYPE mood ADD VALUE 'glad' AFTER 'happy';
COMMENT ON TYPE mood IS 'happy';
INSERT INTO users VALUES (1, 'ok' /* not 'happy' */);

-- case: allowed
-- migration: allow=enum-value-used
ALTER TYPE mood ADD VALUE 'happy';
INSERT INTO users VALUES (1, 'happy');
