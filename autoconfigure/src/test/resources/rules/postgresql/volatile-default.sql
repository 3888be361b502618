CREATE TABLE users (id bigint);
CREATE SEQUENCE s;
CREATE FUNCTION new_key() RETURNS text LANGUAGE sql AS 'SELECT random()::text';
CREATE FUNCTION app_name(int) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT ''app''';

-- case: another value for each row
ALTER TABLE users ADD COLUMN a uuid DEFAULT gen_random_uuid(); -- ! volatile-default
ALTER TABLE users ADD COLUMN b double precision NOT NULL DEFAULT (random() * 10); -- ! volatile-default
ALTER TABLE users ADD COLUMN c timestamptz DEFAULT pg_catalog.clock_timestamp(); -- ! volatile-default
ALTER TABLE users ADD COLUMN d bigint DEFAULT nextval('s'); -- ! volatile-default
ALTER TABLE users ADD COLUMN e text DEFAULT new_key(); -- ! volatile-default

-- case: the same value for all rows
ALTER TABLE users ADD COLUMN a timestamptz DEFAULT now();
ALTER TABLE users ADD COLUMN b date DEFAULT CURRENT_DATE;
ALTER TABLE users ADD COLUMN c text DEFAULT app_name(1);
ALTER TABLE users ADD COLUMN d text DEFAULT 'gen_random_uuid()';

-- case: a default for new rows alone
ALTER TABLE users ADD COLUMN a uuid;
ALTER TABLE users ALTER COLUMN a SET DEFAULT gen_random_uuid();

-- case: a table of this file
CREATE TABLE posts (id uuid DEFAULT gen_random_uuid());
ALTER TABLE posts ADD COLUMN key uuid DEFAULT gen_random_uuid();

-- case: allowed
-- migration: allow=volatile-default
ALTER TABLE users ADD COLUMN a uuid DEFAULT gen_random_uuid();
