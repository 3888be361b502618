CREATE TABLE items (id int PRIMARY KEY, name text, kind text);
INSERT INTO items SELECT n, 'name ' || n, 'kind ' || n % 3 FROM generate_series(1, 100) n;
