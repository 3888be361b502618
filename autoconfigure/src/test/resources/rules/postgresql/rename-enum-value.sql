CREATE TYPE mood AS ENUM ('sad', 'ok');

-- case: an existing type
ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'; -- ! rename-enum-value

-- case: a type of this file
CREATE TYPE size AS ENUM ('s', 'm');
ALTER TYPE size RENAME VALUE 's' TO 'small';
ALTER TYPE size RENAME TO sizes;

-- case: allowed
-- migration: allow=rename-enum-value
ALTER TYPE mood RENAME VALUE 'ok' TO 'fine';
