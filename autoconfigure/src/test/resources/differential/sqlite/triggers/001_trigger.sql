CREATE TABLE stock (id INTEGER PRIMARY KEY, amount INT, level TEXT);
CREATE TABLE audit (what TEXT, "end" INT);
CREATE TRIGGER set_level AFTER INSERT ON stock WHEN NEW.amount IS NOT NULL
BEGIN
  UPDATE stock SET level = CASE WHEN NEW.amount > 10 THEN 'high;' ELSE CASE NEW.amount WHEN 0 THEN 'none' ELSE 'low' END END WHERE id = NEW.id;
  INSERT INTO audit VALUES ('begin; end;', NEW.id); -- end;
END;
INSERT INTO stock (amount) VALUES (20), (0), (3), (NULL);
