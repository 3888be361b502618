CREATE TABLE users (id bigint PRIMARY KEY, email text);
CREATE INDEX users_email ON users (email);

-- case: an index
REINDEX INDEX users_email; -- ! reindex-not-concurrent

-- case: all indexes of a table
REINDEX (VERBOSE) TABLE users; -- ! reindex-not-concurrent

-- case: all indexes of a schema
REINDEX SCHEMA public; -- ! reindex-not-concurrent

-- case: concurrently
REINDEX TABLE CONCURRENTLY users;

-- case: concurrently in the other way to write it
REINDEX (CONCURRENTLY) INDEX users_email;

-- case: a schema concurrently
REINDEX SCHEMA CONCURRENTLY public;

-- case: an index of this file
CREATE TABLE posts (title text);
CREATE INDEX posts_title ON posts (title);
REINDEX INDEX posts_title;

-- case: allowed
-- migration: allow=reindex-not-concurrent
REINDEX INDEX users_email;
