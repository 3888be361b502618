CREATE TYPE pg_temp.pair AS ENUM ('one', 'two');
CREATE TYPE pg_temp.mood AS (m text);
CREATE DOMAIN pg_temp.positive AS text;
CREATE FUNCTION pg_temp.helper() RETURNS text LANGUAGE sql AS $$ SELECT 'x' $$;
CREATE PROCEDURE pg_temp.run() LANGUAGE sql AS 'SELECT 2';
CREATE AGGREGATE pg_temp.total(int) (SFUNC = int4mul, STYPE = int);
CREATE TABLE t AS SELECT pg_temp.helper() AS x, pg_temp.total(n) AS n FROM kept;
