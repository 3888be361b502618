CREATE TABLE users (id INTEGER PRIMARY KEY);

-- case: the time, and expressions
ALTER TABLE users ADD COLUMN a TEXT DEFAULT CURRENT_TIMESTAMP; -- ! default-not-constant
ALTER TABLE users ADD COLUMN b TEXT NOT NULL DEFAULT (current_date); -- ! default-not-constant
ALTER TABLE users ADD COLUMN c TEXT DEFAULT (datetime('now')); -- ! default-not-constant
ALTER TABLE users ADD COLUMN d INTEGER DEFAULT (1 + 1); -- ! default-not-constant
ALTER TABLE users ADD COLUMN e INTEGER DEFAULT (random()); -- ! default-not-constant

-- case: constants
ALTER TABLE users ADD COLUMN a TEXT DEFAULT 'CURRENT_TIMESTAMP';
ALTER TABLE users ADD COLUMN b INTEGER DEFAULT (-1);
ALTER TABLE users ADD COLUMN c INTEGER DEFAULT +1.5e3;
ALTER TABLE users ADD COLUMN d TEXT DEFAULT NULL;
ALTER TABLE users ADD COLUMN e BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE users ADD COLUMN f BLOB DEFAULT x'00';

-- case: a table of this file
CREATE TABLE posts (id INTEGER, at TEXT DEFAULT CURRENT_TIMESTAMP);
ALTER TABLE posts ADD COLUMN changed TEXT DEFAULT CURRENT_TIMESTAMP;

-- case: allowed
-- migration: allow=default-not-constant
ALTER TABLE users ADD COLUMN a TEXT DEFAULT CURRENT_TIMESTAMP;
