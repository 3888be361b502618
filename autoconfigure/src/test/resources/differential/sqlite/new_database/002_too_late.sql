PRAGMA page_size = 1024;
PRAGMA encoding = 'UTF-8';
INSERT INTO layout SELECT page_size, encoding, auto_vacuum FROM pragma_page_size, pragma_encoding, pragma_auto_vacuum;
