CREATE TABLE users (id bigint);
CREATE TABLE posts (id bigint);
CREATE MATERIALIZED VIEW m AS SELECT * FROM posts;

-- case: existing tables
DROP TABLE public.users, posts CASCADE; -- ! drop-table drop-table

-- case: it might not be there
DROP TABLE IF EXISTS "users"; -- ! drop-table

-- case: it is made anew
DROP TABLE IF EXISTS users; -- ! drop-table
CREATE TABLE users (id bigint, email text);

-- case: a materialized view, which is made anew in a moment
DROP MATERIALIZED VIEW m;
CREATE MATERIALIZED VIEW m AS SELECT id FROM posts;

-- case (fails): a table of which no file tells
DROP TABLE elsewhere; -- ! drop-table

-- case: a table that is not there, as far as the files tell
DROP TABLE IF EXISTS nowhere;
CREATE TABLE nowhere (id bigint);

-- case: a table of this file
CREATE TABLE copies AS SELECT * FROM users;
DROP TABLE copies;
CREATE TEMP TABLE t (id int);
DROP TABLE pg_temp.t;

-- case: a view, which is made anew in a moment
CREATE VIEW v AS SELECT * FROM users;
-- next file
DROP VIEW v;
CREATE VIEW v AS SELECT id FROM users;

-- case: in comments and texts
COMMENT ON TABLE users IS $text$ DROP TABLE users; $text$;
/* DROP TABLE users; */ -- DROP TABLE users;

-- case: allowed
-- migration: allow=drop-table
DROP TABLE users;
