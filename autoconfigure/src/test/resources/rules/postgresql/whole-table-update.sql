CREATE TABLE users (id bigint, email text);

-- case: all rows
UPDATE ONLY users u SET email = lower(email) RETURNING id; -- ! whole-table-update

-- case: all rows are deleted
DELETE FROM public.users; -- ! whole-table-update

-- case: some rows
UPDATE users SET email = lower(email) WHERE id < 10;
DELETE FROM users USING generate_series(1, 5) n WHERE id = n;
INSERT INTO users VALUES (1, 'UPDATE users SET email = 1');

-- case: rows of a table of this file
CREATE TABLE posts (id bigint);
UPDATE posts SET id = 1;
DELETE FROM posts;

-- case: allowed
-- migration: allow=whole-table-update
UPDATE users SET email = lower(email);
