DO $$
BEGIN
  FOR i IN 1..5 LOOP
    INSERT INTO log (said) VALUES ('batch ' || i);
    IF i % 2 = 0 THEN
      COMMIT;
    END IF;
  END LOOP;
END
$$;
CREATE TABLE plain (said text);
CREATE PROCEDURE fill() LANGUAGE plpgsql AS $$ BEGIN INSERT INTO plain VALUES ('p'); COMMIT; INSERT INTO plain VALUES ('q'); END $$;
CALL fill();
UPDATE log SET said = upper(said) WHERE line > 6;
