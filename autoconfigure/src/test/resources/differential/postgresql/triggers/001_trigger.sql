CREATE TABLE stock (id int PRIMARY KEY, amount int, level text, parent int REFERENCES stock DEFERRABLE INITIALLY DEFERRED);
CREATE FUNCTION set_level() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.level := CASE WHEN NEW.amount > 10 THEN 'high;' WHEN NEW.amount > 0 THEN 'low' ELSE 'none' END;
  RETURN NEW;
END;
$$;
CREATE TRIGGER set_level BEFORE INSERT OR UPDATE OF amount ON stock FOR EACH ROW
  WHEN (NEW.amount IS NOT NULL) EXECUTE FUNCTION set_level();
INSERT INTO stock VALUES (1, 20, '', 2), (2, 5, '', NULL), (3, 0, '', 1), (4, NULL, 'kept', NULL);
UPDATE stock SET amount = amount + 6 WHERE id = 2;
