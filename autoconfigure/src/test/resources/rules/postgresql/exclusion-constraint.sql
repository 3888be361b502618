CREATE TABLE bookings (id bigint, during tsrange);

-- case: an existing table
ALTER TABLE bookings ADD CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&); -- ! exclusion-constraint

-- case: a table of this file
CREATE TABLE rooms (during tsrange, EXCLUDE USING gist (during WITH &&));
ALTER TABLE rooms ADD CONSTRAINT once EXCLUDE USING gist (during WITH =);

-- case: allowed
-- migration: allow=exclusion-constraint
ALTER TABLE bookings ADD CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&);
