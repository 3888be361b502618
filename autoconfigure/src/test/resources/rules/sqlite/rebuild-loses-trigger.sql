CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, changed TEXT);
CREATE TRIGGER users_changed AFTER UPDATE OF email ON users BEGIN
  UPDATE users SET changed = CURRENT_TIMESTAMP WHERE id = NEW.id;
END;

-- case: a trigger
CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL, changed TEXT);
INSERT INTO users_new (id, email, changed) SELECT id, email, changed FROM users;
DROP TABLE users; -- ! rebuild-loses-trigger
ALTER TABLE users_new RENAME TO users;

-- case: made again
CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL, changed TEXT);
INSERT INTO users_new (id, email, changed) SELECT id, email, changed FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
CREATE TRIGGER IF NOT EXISTS users_changed AFTER UPDATE OF email ON users BEGIN
  UPDATE users SET changed = CURRENT_TIMESTAMP WHERE id = NEW.id;
END;

-- case: dropped on purpose
DROP TRIGGER IF EXISTS users_changed;
CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL, changed TEXT);
INSERT INTO users_new (id, email, changed) SELECT id, email, changed FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;

-- case: allowed
-- migration: allow=rebuild-loses-trigger
CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL, changed TEXT);
INSERT INTO users_new (id, email, changed) SELECT id, email, changed FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
