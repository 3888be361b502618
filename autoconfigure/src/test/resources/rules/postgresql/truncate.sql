CREATE TABLE users (id bigint);
CREATE TABLE posts (id bigint);

-- case: existing tables
TRUNCATE TABLE ONLY users, public.posts RESTART IDENTITY CASCADE; -- ! truncate truncate

-- case: a table of this file
CREATE TABLE copies AS SELECT * FROM users;
TRUNCATE copies;

-- case: in a text
COMMENT ON TABLE users IS 'TRUNCATE users';

-- case: allowed
-- migration: allow=truncate
TRUNCATE users;
