CREATE TABLE users (email TEXT);

-- case: VACUUM, and something else
DELETE FROM users;
VACUUM; -- ! non-transactional-mixed

-- case: alone
PRAGMA foreign_keys = OFF;
VACUUM;
PRAGMA optimize;

-- case: intended
-- migration: transaction=off
DELETE FROM users;
VACUUM;

-- case: allowed
-- migration: allow=non-transactional-mixed
DELETE FROM users;
VACUUM;
