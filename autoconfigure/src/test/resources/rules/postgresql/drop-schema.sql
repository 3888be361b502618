CREATE SCHEMA app;
CREATE TABLE app.users (id bigint);

-- case: an existing schema
DROP SCHEMA app CASCADE; -- ! drop-schema

-- case: a schema of this file
CREATE SCHEMA other;
DROP SCHEMA other;

-- case: a schema that might not be there
DROP SCHEMA IF EXISTS other CASCADE;

-- case: a schema that might not be there, with a table that is
DROP SCHEMA IF EXISTS app CASCADE; -- ! drop-schema

-- case: allowed
-- migration: allow=drop-schema
DROP SCHEMA app CASCADE;
