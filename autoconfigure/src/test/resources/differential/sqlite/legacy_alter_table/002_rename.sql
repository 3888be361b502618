PRAGMA legacy_alter_table=ON;
ALTER TABLE a RENAME TO a_old;
CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT, d INT GENERATED ALWAYS AS (id * 2) VIRTUAL);
INSERT INTO a (id, b) SELECT id, b FROM a_old;
DROP TABLE a_old;
PRAGMA legacy_alter_table=OFF;
