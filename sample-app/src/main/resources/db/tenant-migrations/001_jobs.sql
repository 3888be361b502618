-- migration: description=Jobs that a user applies for

CREATE TABLE jobs (
  id         TEXT      NOT NULL PRIMARY KEY,
  company    TEXT      NOT NULL,
  title      TEXT      NOT NULL,
  status     TEXT      NOT NULL CHECK (status IN ('saved', 'applied', 'interview', 'offer', 'rejected')),
  created_at TIMESTAMP NOT NULL
);
