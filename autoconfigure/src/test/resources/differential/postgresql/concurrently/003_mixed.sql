-- an index beside other statements
ALTER TABLE items ADD COLUMN size int DEFAULT 3;
CREATE UNIQUE INDEX CONCURRENTLY items_size ON items (size, id) WHERE size > 1;
UPDATE items SET size = id WHERE id < 10;
CREATE INDEX CONCURRENTLY ON items (kind);
DROP INDEX CONCURRENTLY items_name;
REINDEX INDEX CONCURRENTLY items_size;
VACUUM (ANALYZE) items;
INSERT INTO items VALUES (1000, NULL, 'last')
