CREATE TABLE users (id bigint PRIMARY KEY, email text);
CREATE SCHEMA app;
CREATE TABLE app."Users" (id bigint, "Email" text);
CREATE TABLE events (id bigint, at date) PARTITION BY RANGE (at);

-- case: an existing table
CREATE INDEX users_email ON users (email); -- ! index-not-concurrent
CREATE UNIQUE INDEX ON public.users (lower(email)); -- ! index-not-concurrent

-- case: on the second line of its statement, after a comment
-- a comment

CREATE INDEX -- ! index-not-concurrent
  ON users
  USING btree (email);

-- case: quoted names in a schema
CREATE INDEX "By email" ON app."Users" ("Email"); -- ! index-not-concurrent

-- case: an existing materialized view
CREATE MATERIALIZED VIEW m AS SELECT * FROM users;
-- next file
CREATE INDEX ON m (email); -- ! index-not-concurrent

-- case: a table that this file has renamed
CREATE TABLE n AS SELECT * FROM users;
ALTER TABLE users RENAME TO old_users;
ALTER TABLE n RENAME TO users;
CREATE INDEX ON old_users (email); -- ! index-not-concurrent work-after-exclusive-lock
CREATE INDEX ON users (email);

-- case: a partitioned table
CREATE INDEX ON events (at); -- ! index-not-concurrent

-- case: IF NOT EXISTS with another table that does exist
CREATE TABLE IF NOT EXISTS users (id bigint);
CREATE INDEX users_email ON users (email); -- ! index-not-concurrent

-- case: ONLY where there are no partitions
CREATE INDEX users_email ON ONLY users (email); -- ! index-not-concurrent

-- case: concurrently
CREATE INDEX CONCURRENTLY users_email ON users (email);

-- case: concurrently and only if it is not there
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS users_email ON users (email);

-- case: a table of this file
CREATE TABLE posts (id bigint, title text);
CREATE INDEX posts_title ON posts (title);
CREATE INDEX posts_id ON public.posts (id);

-- case: a table of this file that did not have to be there
CREATE TABLE IF NOT EXISTS posts (id bigint, title text);
CREATE INDEX IF NOT EXISTS posts_title ON posts (title);

-- case: a table of this file that a query has made
SELECT * INTO copies FROM users;
CREATE INDEX ON copies (email);

-- case: a temporary table
CREATE TEMP TABLE t (id int);
CREATE INDEX ON t (id);
CREATE INDEX ON pg_temp.t (id);

-- case: a materialized view of this file
CREATE MATERIALIZED VIEW m AS SELECT * FROM users;
CREATE UNIQUE INDEX ON m (id);

-- case: only the parent of partitions
CREATE INDEX events_at ON ONLY events (at);

-- case: an index that is there already
CREATE INDEX CONCURRENTLY users_email ON users (email);
-- next file
CREATE INDEX IF NOT EXISTS users_email ON users (email);

-- case: in comments and texts
-- CREATE INDEX i ON users (email);
/* CREATE INDEX i ON users (email); /* nested */ CREATE INDEX j ON users (email); */
COMMENT ON TABLE users IS 'CREATE INDEX i ON users (email);';
COMMENT ON TABLE users IS E'it\'s CREATE INDEX i ON users (email);';
DO $$ BEGIN IF false THEN CREATE INDEX i ON users (email); END IF; END $$;

-- case: allowed
-- migration: allow=index-not-concurrent
CREATE INDEX users_email ON users (email);

-- case: something else allowed
-- migration: allow=drop-index-not-concurrent drop-table
CREATE INDEX users_email ON users (email); -- ! index-not-concurrent
