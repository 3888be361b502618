CREATE TABLE resumes (
  id         TEXT      NOT NULL PRIMARY KEY,
  title      TEXT      NOT NULL,
  text       TEXT      NOT NULL,
  created_at TIMESTAMP NOT NULL
);
