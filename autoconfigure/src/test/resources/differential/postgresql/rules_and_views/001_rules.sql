CREATE TABLE shown (id int PRIMARY KEY, name text);
CREATE TABLE audit (what text, at_name text);
CREATE VIEW names AS SELECT id, name FROM shown WHERE name IS NOT NULL;
CREATE RULE names_insert AS ON INSERT TO names DO INSTEAD (
  INSERT INTO shown VALUES (NEW.id, NEW.name);
  INSERT INTO audit VALUES ('insert;', NEW.name)
);
CREATE RULE names_delete AS ON DELETE TO names DO INSTEAD (DELETE FROM shown WHERE id = OLD.id; INSERT INTO audit VALUES ('delete', OLD.name););
INSERT INTO names VALUES (1, 'one'), (2, 'two');
DELETE FROM names WHERE id = 1;
