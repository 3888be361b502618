CREATE TABLE users (id bigint, email text);

-- case: an index built concurrently, and something else
ALTER TABLE users ADD COLUMN phone text;
CREATE INDEX CONCURRENTLY i ON users (phone); -- ! non-transactional-mixed

-- case: VACUUM, and something else
VACUUM users; -- ! non-transactional-mixed
INSERT INTO users VALUES (1, 'a');

-- case: alone
SET statement_timeout = 0;
CREATE INDEX CONCURRENTLY i ON users (email);
CREATE INDEX CONCURRENTLY j ON users (id);
SELECT 1;

-- case: intended
-- migration: transaction=off
ALTER TABLE users ADD COLUMN phone text;
CREATE INDEX CONCURRENTLY i ON users (phone);

-- case: with a transaction of the file's own
BEGIN;
ALTER TABLE users ADD COLUMN phone text;
COMMIT;
CREATE INDEX CONCURRENTLY i ON users (phone);

-- case: allowed
-- migration: allow=non-transactional-mixed
ALTER TABLE users ADD COLUMN phone text;
CREATE INDEX CONCURRENTLY i ON users (phone);
