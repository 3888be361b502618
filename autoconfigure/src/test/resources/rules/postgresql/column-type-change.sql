CREATE TABLE users (id int, email varchar(50), nick character varying, bio text, price decimal(10, 2), at timestamp(3),
  address cidr, data json);

-- case: other types
ALTER TABLE users ALTER COLUMN id TYPE bigint; -- ! column-type-change
ALTER TABLE users ALTER at SET DATA TYPE timestamptz; -- ! column-type-change
ALTER TABLE users ALTER COLUMN data TYPE jsonb USING data::jsonb; -- ! column-type-change

-- case: less than before
ALTER TABLE users
  ALTER COLUMN email TYPE varchar(40), -- ! column-type-change
  ALTER COLUMN bio TYPE varchar(40), -- ! column-type-change
  ALTER COLUMN price TYPE numeric(10, 4), -- ! column-type-change
  ALTER COLUMN at TYPE timestamp(0); -- ! column-type-change

-- case: another order of characters
ALTER TABLE users ALTER COLUMN bio TYPE text COLLATE "C"; -- ! column-type-change

-- case: computed
ALTER TABLE users ALTER COLUMN email TYPE text USING lower(email); -- ! column-type-change

-- case: a table of which no file tells
ALTER TABLE users RENAME TO people; -- ! rename-table
-- next file
ALTER TABLE people ALTER COLUMN email TYPE text;
ALTER TABLE people ALTER COLUMN id TYPE text; -- ! column-type-change

-- case (fails): a column of which no file tells
ALTER TABLE elsewhere ALTER COLUMN x TYPE text; -- ! column-type-change

-- case: the same or more than before
ALTER TABLE users ALTER COLUMN id TYPE integer;
ALTER TABLE users ALTER COLUMN email TYPE varchar(60);
ALTER TABLE users ALTER COLUMN email TYPE varchar;
ALTER TABLE users ALTER COLUMN email TYPE text USING email::text;
ALTER TABLE users ALTER COLUMN nick TYPE text;
ALTER TABLE users ALTER COLUMN bio TYPE character varying USING (bio);
ALTER TABLE users ALTER COLUMN price TYPE numeric(12, 2);
ALTER TABLE users ALTER COLUMN price TYPE decimal;
ALTER TABLE users ALTER COLUMN at TYPE timestamp(6) without time zone;
ALTER TABLE users ALTER COLUMN at TYPE timestamp;
-- next file
ALTER TABLE users ALTER COLUMN at TYPE timestamp(6);
ALTER TABLE users ALTER COLUMN address TYPE inet;

-- case: a column of this file
ALTER TABLE users ADD COLUMN age smallint;
ALTER TABLE users ALTER COLUMN age TYPE int;

-- case: a table of this file
CREATE TABLE posts (id int);
ALTER TABLE posts ALTER COLUMN id TYPE bigint;

-- case: allowed
-- migration: allow=column-type-change
ALTER TABLE users ALTER COLUMN id TYPE bigint;
