CREATE TABLE users (id bigint, email text);
CREATE SCHEMA app;

-- case: another name
ALTER TABLE users RENAME TO people; -- ! rename-table

-- case: another schema
ALTER TABLE users SET SCHEMA app; -- ! rename-table

-- case: a view takes its place
ALTER TABLE users RENAME TO people;
CREATE VIEW users AS SELECT * FROM people;

-- case: another table takes its place
CREATE TABLE users_new (id bigint, email text, age int);
ALTER TABLE users RENAME TO users_old;
ALTER TABLE users_new RENAME TO users;

-- case: a table of this file
CREATE TABLE posts (id bigint);
ALTER TABLE posts RENAME TO articles;

-- case: allowed
-- migration: allow=rename-table
ALTER TABLE users RENAME TO people;
