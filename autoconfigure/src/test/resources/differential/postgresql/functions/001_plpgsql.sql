CREATE TABLE visits (id bigint GENERATED ALWAYS AS IDENTITY, page text, seen int);

CREATE FUNCTION count_visit(who text, "odd;name" int DEFAULT 1) RETURNS int LANGUAGE plpgsql AS $body$
DECLARE
  result int;
BEGIN
  EXECUTE $inner$ INSERT INTO visits (page, seen) VALUES ($1, $2) RETURNING seen $inner$ INTO result USING who, $2;
  IF result > 1 THEN
    RAISE NOTICE 'many; %', $msg$it's $$ here$msg$;
  END IF;
  RETURN result;
END;
$body$;

SELECT count_visit('a;b');
SELECT count_visit('c', 7);
