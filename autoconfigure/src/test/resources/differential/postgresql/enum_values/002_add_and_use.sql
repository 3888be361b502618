ALTER TYPE light ADD VALUE 'yellow' AFTER 'red';
ALTER TABLE lamps ALTER COLUMN light SET DEFAULT 'yellow';
INSERT INTO lamps (light) VALUES ('yellow');
