-- AUTOINCREMENT: the id of a deleted command is never given again.
CREATE TABLE shell_history (
  id         INTEGER   PRIMARY KEY AUTOINCREMENT,
  command    TEXT      NOT NULL,
  created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);
