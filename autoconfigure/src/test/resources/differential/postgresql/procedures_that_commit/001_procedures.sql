CREATE TABLE log (id serial PRIMARY KEY, said text);
CREATE PROCEDURE fill(n int) LANGUAGE plpgsql AS $$
BEGIN
  FOR i IN 1..n LOOP
    INSERT INTO log (said) VALUES ('fill ' || i);
    COMMIT;
  END LOOP;
END $$;
CREATE SCHEMA app;
CREATE PROCEDURE app."Fill it"() LANGUAGE plpgsql AS $$ BEGIN CALL public.fill(2); END $$;
CREATE PROCEDURE plain() LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO log (said) VALUES ('plain; no COMMIT;');
END $$;
INSERT INTO log (said) VALUES ('before');
CALL fill(2);
INSERT INTO log (said) VALUES ('after');
