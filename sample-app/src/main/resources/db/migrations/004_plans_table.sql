-- migration: description=Plans table for plan-mode storage

CREATE TABLE plans (
  id         TEXT                     NOT NULL PRIMARY KEY,
  title      TEXT                     NOT NULL,
  body       TEXT                     NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP
);
