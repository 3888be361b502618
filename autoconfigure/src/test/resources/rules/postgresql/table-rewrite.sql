CREATE TABLE users (id bigint PRIMARY KEY);

-- case: logged or not
ALTER TABLE users SET UNLOGGED; -- ! table-rewrite

-- case: in the order of an index
CLUSTER users USING users_pkey; -- ! table-rewrite

-- case: VACUUM FULL
VACUUM FULL users; -- ! table-rewrite

-- case: VACUUM FULL in the other way to write it
VACUUM (FULL, ANALYZE) public.users; -- ! table-rewrite

-- case: VACUUM
VACUUM (ANALYZE) users;

-- case: settings of the table
ALTER TABLE users SET (fillfactor = 80);
ALTER TABLE users SET WITHOUT CLUSTER;
ALTER TABLE users CLUSTER ON users_pkey;

-- case: a table of this file
CREATE TABLE posts (id bigint);
ALTER TABLE posts SET UNLOGGED;

-- case: allowed
-- migration: allow=table-rewrite
ALTER TABLE users SET UNLOGGED;
