CREATE TABLE users (id INTEGER PRIMARY KEY, code TEXT, price REAL, count INTEGER, at DATETIME, raw);

-- case: other types
CREATE TABLE users_new (id INTEGER PRIMARY KEY, code INTEGER, price REAL, count TEXT, at DATETIME, raw TEXT);
INSERT INTO users_new SELECT id, code, price, count, at, raw FROM users;
DROP TABLE users; -- ! rebuild-changes-affinity rebuild-changes-affinity rebuild-changes-affinity
ALTER TABLE users_new RENAME TO users;

-- case: a type that contains another one
CREATE TABLE users_new (id INTEGER PRIMARY KEY, code TEXT, price FLOATING POINT, count INTEGER, at DATETIME, raw);
INSERT INTO users_new SELECT id, code, price, count, at, raw FROM users;
DROP TABLE users; -- ! rebuild-changes-affinity
ALTER TABLE users_new RENAME TO users;

-- case: other names for the same types
CREATE TABLE users_new (id INTEGER PRIMARY KEY, code VARCHAR(20) NOT NULL, price DOUBLE PRECISION, count BIGINT,
  at TIMESTAMP DEFAULT CURRENT_TIMESTAMP, raw BLOB);
INSERT INTO users_new SELECT id, code, price, count, at, raw FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;

-- case: whole numbers are numbers
CREATE TABLE users_new (id INTEGER PRIMARY KEY, code TEXT, price REAL, count NUMERIC, at INTEGER, raw);
INSERT INTO users_new SELECT id, code, price, count, at, raw FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;

-- case: allowed
-- migration: allow=rebuild-changes-affinity
CREATE TABLE users_new (id INTEGER PRIMARY KEY, code INTEGER, price REAL, count INTEGER, at DATETIME, raw);
INSERT INTO users_new SELECT id, code, price, count, at, raw FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
