CREATE TABLE users (id bigint);

-- case: modes that stop somebody
LOCK TABLE users; -- ! lock-table
LOCK users IN SHARE MODE; -- ! lock-table
LOCK TABLE ONLY public.users IN SHARE ROW EXCLUSIVE MODE NOWAIT; -- ! lock-table

-- case: modes that stop nobody
LOCK TABLE users IN SHARE UPDATE EXCLUSIVE MODE;
LOCK TABLE users IN ACCESS SHARE MODE;
LOCK TABLE users IN ROW EXCLUSIVE MODE;

-- case: a table of this file
CREATE TABLE posts (id bigint);
LOCK TABLE posts;

-- case: allowed
-- migration: allow=lock-table
LOCK TABLE users;
