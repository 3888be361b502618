INSERT INTO authors (name) VALUES ('one');
INSERT INTO books VALUES (last_insert_rowid());
VACUUM;
INSERT INTO authors VALUES (50, 'fifty');
INSERT INTO books VALUES (last_insert_rowid());
UPDATE authors SET name = upper(name);
INSERT INTO books VALUES (last_insert_rowid());
