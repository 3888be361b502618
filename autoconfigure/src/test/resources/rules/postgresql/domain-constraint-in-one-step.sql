CREATE DOMAIN email AS text;
CREATE TABLE users (email email);

-- case: a check
ALTER DOMAIN email ADD CONSTRAINT has_at CHECK (value LIKE '%@%'); -- ! domain-constraint-in-one-step

-- case: not null
ALTER DOMAIN email SET NOT NULL; -- ! domain-constraint-in-one-step

-- case: not valid, and validated in the next file
ALTER DOMAIN email ADD CONSTRAINT has_at CHECK (value LIKE '%@%') NOT VALID;
-- next file
ALTER DOMAIN email VALIDATE CONSTRAINT has_at;
ALTER DOMAIN email DROP CONSTRAINT has_at;

-- case: a domain of this file
CREATE DOMAIN phone AS text;
ALTER DOMAIN phone ADD CHECK (value <> '');

-- case: allowed
-- migration: allow=domain-constraint-in-one-step
ALTER DOMAIN email ADD CONSTRAINT has_at CHECK (value LIKE '%@%');
