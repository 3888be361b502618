CREATE TABLE users (email text);

-- case: json
ALTER TABLE users ADD COLUMN data json; -- ! json-column

-- case: jsonb, and a name
ALTER TABLE users ADD COLUMN data jsonb, ADD COLUMN json text;

-- case: a table of this file
CREATE TABLE posts (data json);
ALTER TABLE posts ADD COLUMN more json;

-- case: allowed
-- migration: allow=json-column
ALTER TABLE users ADD COLUMN data json;
