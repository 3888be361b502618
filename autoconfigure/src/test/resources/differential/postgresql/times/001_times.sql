CREATE TABLE events (id uuid DEFAULT gen_random_uuid(), at timestamptz DEFAULT clock_timestamp(), what text);
INSERT INTO events (what) VALUES ('begun'), ('ended');
