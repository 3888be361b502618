-- the whole file in one
BEGIN;
CREATE TABLE steps (n int);
INSERT INTO steps VALUES (1);
COMMIT;
