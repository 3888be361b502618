CREATE OR REPLACE FUNCTION twice(int) RETURNS int AS 'SELECT $1 * 2; -- it''s "easy";
' LANGUAGE sql IMMUTABLE;
CREATE FUNCTION a$b(n$ int) RETURNS int LANGUAGE sql AS $$ SELECT n$ + 1 $$;
CREATE TABLE doubled AS SELECT twice(4) AS t, a$b(1) AS u;
CREATE AGGREGATE product(int) (SFUNC = int4mul, STYPE = int, INITCOND = '1');
INSERT INTO doubled SELECT product(n), 0 FROM generate_series(1, 5) n;
