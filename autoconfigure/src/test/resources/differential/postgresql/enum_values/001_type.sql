CREATE TYPE light AS ENUM ('red', 'green');
CREATE TABLE lamps (id serial PRIMARY KEY, light light DEFAULT 'red');
INSERT INTO lamps DEFAULT VALUES;
