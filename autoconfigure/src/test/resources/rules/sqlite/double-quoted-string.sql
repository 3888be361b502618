CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, state TEXT);
CREATE TABLE logs (text TEXT);

-- case: a row
INSERT INTO users (id, "email", state) VALUES (1, "a@b", 'new'), -- ! double-quoted-string
  (2, lower("C"), -- ! double-quoted-string
   "it's ""new"""); -- ! double-quoted-string

-- case: one on the first line
INSERT INTO logs VALUES ("x"); -- ! double-quoted-string

-- case: a default and a check
CREATE TABLE posts (
  "id" INTEGER PRIMARY KEY,
  state TEXT DEFAULT "new", -- ! double-quoted-string
  kind TEXT CHECK ("kind" IN ("a", 'b')), -- ! double-quoted-string
  CHECK ("state" <> "none") -- ! double-quoted-string
);
ALTER TABLE posts ADD COLUMN mark TEXT DEFAULT "x" CHECK (mark <> "state"); -- ! double-quoted-string

-- case: an index
CREATE INDEX i ON users ("email") WHERE "state" = "new"; -- ! double-quoted-string
CREATE INDEX j ON users ("mail"); -- ! double-quoted-string

-- case: comparisons
UPDATE users SET state = "old" -- ! double-quoted-string
  WHERE email = "a" OR state IN ('x', "new"); -- ! double-quoted-string double-quoted-string
DELETE FROM logs WHERE text LIKE "%x%"; -- ! double-quoted-string

-- case: a view
CREATE VIEW v AS SELECT id, CASE WHEN state = 'x' THEN "yes" ELSE 'no' END AS old FROM users; -- ! double-quoted-string

-- case: a trigger
CREATE TRIGGER t AFTER UPDATE OF "state" ON users WHEN NEW."state" = 'old' BEGIN
  INSERT INTO logs (text) VALUES ("old"); -- ! double-quoted-string
END;

-- case: columns
UPDATE "users" SET "state" = "email" WHERE "users"."id" > "rowid" OR state IN ("email", 'x');
INSERT INTO logs SELECT "email" FROM users WHERE "state" = "email";
CREATE VIEW v AS SELECT u."id" AS "number" FROM users u WHERE u.state = "email" AND 'x' < "number";
CREATE INDEX i ON users (lower("email") COLLATE "NOCASE") WHERE "state" = 'new';

-- case: rows of a query
INSERT INTO logs VALUES ((SELECT "email" FROM users)), ('"x"'), ('it''s "x"');

-- case: single quotes
INSERT INTO logs VALUES ('x'), (X'00') /* "x" */; -- "x"
CREATE TABLE "my posts" ("my id" INTEGER, [state] TEXT DEFAULT 'new');

-- case: a table of which not all columns are known
CREATE TABLE copies AS SELECT * FROM users;
UPDATE copies SET state = "email" WHERE email = "state";

-- case: allowed
-- migration: allow=double-quoted-string
INSERT INTO logs VALUES ("x");
