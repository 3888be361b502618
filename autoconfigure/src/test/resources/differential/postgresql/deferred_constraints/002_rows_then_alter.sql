INSERT INTO children VALUES (2, 1);
ALTER TABLE children ADD COLUMN note text DEFAULT 'none';
UPDATE children SET parent = 1;
ALTER TABLE children DROP CONSTRAINT to_parent;
