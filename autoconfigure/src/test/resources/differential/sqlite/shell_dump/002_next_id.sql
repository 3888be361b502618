INSERT INTO artists (name) VALUES ('ten');
