CREATE TABLE users (id bigint PRIMARY KEY, email text);
CREATE INDEX users_email ON users (email);
CREATE TABLE events (id bigint, at date) PARTITION BY RANGE (at);
CREATE INDEX events_at ON events (at);

-- case: an existing index
DROP INDEX users_email; -- ! drop-index-not-concurrent

-- case: an existing index that might not be there
DROP INDEX IF EXISTS public.users_email RESTRICT; -- ! drop-index-not-concurrent

-- case (fails): an index of which no file tells
DROP INDEX other; -- ! drop-index-not-concurrent

-- case: concurrently
DROP INDEX CONCURRENTLY IF EXISTS users_email;

-- case: an index of this file
CREATE TABLE posts (title text);
CREATE INDEX posts_title ON posts (title);
DROP INDEX posts_title;

-- case: an index that is not there, as far as the files tell
DROP INDEX IF EXISTS nowhere;

-- case: of a partitioned table, where it cannot be done concurrently
DROP INDEX events_at;

-- case: allowed
-- migration: allow=drop-index-not-concurrent
DROP INDEX users_email;
