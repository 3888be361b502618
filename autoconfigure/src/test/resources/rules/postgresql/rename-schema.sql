CREATE SCHEMA app;
CREATE TABLE app.users (id bigint);

-- case: an existing schema
ALTER SCHEMA app RENAME TO application; -- ! rename-schema
-- next file
CREATE INDEX ON application.users (id); -- ! index-not-concurrent

-- case: a schema of this file
CREATE SCHEMA other;
ALTER SCHEMA other RENAME TO another;
ALTER SCHEMA another OWNER TO CURRENT_USER;

-- case: allowed
-- migration: allow=rename-schema
ALTER SCHEMA app RENAME TO application;
