BEGIN IMMEDIATE; INSERT INTO steps VALUES (2); END;
begin; INSERT INTO steps VALUES (3); end transaction;
INSERT INTO steps VALUES (4);
