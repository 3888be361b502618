PRAGMA foreign_keys = OFF;
PRAGMA page_size = 8192;
PRAGMA encoding = 'UTF-16le';
PRAGMA auto_vacuum = INCREMENTAL;
CREATE TABLE layout AS SELECT page_size, encoding, auto_vacuum FROM pragma_page_size, pragma_encoding, pragma_auto_vacuum;
CREATE TABLE names (name TEXT, bytes BLOB);
INSERT INTO names VALUES ('é', CAST('é' AS BLOB));
