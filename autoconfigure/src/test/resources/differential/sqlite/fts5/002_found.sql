CREATE TABLE found AS SELECT rowid AS id FROM notes_index WHERE notes_index MATCH 'note OR ase';
INSERT INTO notes_index(notes_index) VALUES ('rebuild');
