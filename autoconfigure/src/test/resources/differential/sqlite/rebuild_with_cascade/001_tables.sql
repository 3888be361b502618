CREATE TABLE parents (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE children (id INTEGER PRIMARY KEY, parent INT NOT NULL REFERENCES parents (id) ON DELETE CASCADE);
CREATE INDEX children_parent ON children (parent);
INSERT INTO parents VALUES (1, 'a'), (2, 'b');
INSERT INTO children VALUES (10, 1), (11, 2), (12, 2);
