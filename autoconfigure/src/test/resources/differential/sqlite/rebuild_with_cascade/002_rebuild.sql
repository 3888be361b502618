PRAGMA foreign_keys=off;
BEGIN TRANSACTION;
CREATE TABLE parents_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT '');
INSERT INTO parents_new SELECT id, name FROM parents;
DROP TABLE parents;
ALTER TABLE parents_new RENAME TO parents;
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys=on;
