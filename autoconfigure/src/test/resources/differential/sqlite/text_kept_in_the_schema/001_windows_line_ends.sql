CREATE TABLE kept (a INT,
  b TEXT DEFAULT "x") ;
INSERT INTO kept VALUES (1, 'two
lines
');
CREATE INDEX kept_a ON kept (a) -- said behind it;

;
CREATE VIEW seen AS SELECT a -- the first
  FROM kept /* all */ ;
CREATE TRIGGER t AFTER INSERT ON kept BEGIN
  SELECT 1; -- one
END ;
