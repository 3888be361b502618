CREATE TABLE users (id bigint, email text);
CREATE TABLE posts (id bigint, user_id bigint);
CREATE MATERIALIZED VIEW m AS SELECT * FROM posts;
CREATE TRIGGER t BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();

-- case: rows are changed
ALTER TABLE users ADD COLUMN phone text;
UPDATE users SET phone = '' WHERE phone IS NULL; -- ! work-after-exclusive-lock
UPDATE users SET phone = '-' WHERE phone = '';

-- case: another table is locked
ALTER TABLE users ADD COLUMN phone text;
ALTER TABLE posts ADD COLUMN title text; -- ! work-after-exclusive-lock

-- case: rows are copied
ALTER TABLE users ADD COLUMN phone text;
CREATE TABLE copies AS SELECT * FROM posts; -- ! work-after-exclusive-lock

-- case: rows are copied to another table
DROP TRIGGER t ON users;
INSERT INTO posts (id) SELECT id FROM users; -- ! work-after-exclusive-lock

-- case: a view is refreshed
ALTER TABLE users OWNER TO CURRENT_USER;
REFRESH MATERIALIZED VIEW m; -- ! work-after-exclusive-lock

-- case: an old constraint is validated
ALTER TABLE users ADD CONSTRAINT c CHECK (id > 0) NOT VALID;
-- next file
ALTER TABLE users ADD COLUMN phone text;
ALTER TABLE users VALIDATE CONSTRAINT c; -- ! work-after-exclusive-lock

-- case: nothing that takes its time
ALTER TABLE users ADD COLUMN phone text;
ALTER TABLE users ALTER COLUMN phone SET DEFAULT '';
INSERT INTO users VALUES (1, 'a');
INSERT INTO posts SELECT 1, extract(epoch FROM now());
INSERT INTO posts SELECT n FROM generate_series(1, 10) n;
CREATE TABLE likes (user_id bigint);
INSERT INTO likes VALUES (1);
UPDATE likes SET user_id = 2;
CREATE INDEX ON likes (user_id);

-- case: the work comes first
UPDATE users SET email = '' WHERE email IS NULL;
ALTER TABLE users ADD COLUMN phone text;

-- case: a weaker lock
ALTER TABLE users SET (fillfactor = 80);
UPDATE users SET email = '' WHERE email IS NULL;

-- case: statement by statement
-- migration: transaction=off
ALTER TABLE users ADD COLUMN phone text;
UPDATE users SET phone = '' WHERE phone IS NULL;
ALTER TABLE posts ADD COLUMN title text;

-- case: in another transaction of the file's own
BEGIN;
ALTER TABLE users ADD COLUMN phone text;
COMMIT;
BEGIN;
UPDATE users SET phone = '' WHERE phone IS NULL;
COMMIT;

-- case: the table is new
CREATE TABLE likes (user_id bigint);
ALTER TABLE likes ADD COLUMN post_id bigint;
UPDATE users SET email = '' WHERE email IS NULL;

-- case: allowed
-- migration: allow=work-after-exclusive-lock
ALTER TABLE users ADD COLUMN phone text;
UPDATE users SET phone = '' WHERE phone IS NULL;
