-- migration: description=Session groups index for channel-keyed rollover

CREATE TABLE session_groups (
  group_key          TEXT      NOT NULL PRIMARY KEY,
  current_session_id TEXT      NOT NULL,
  history            TEXT      NOT NULL DEFAULT '[]' CHECK (json_valid(history)),
  last_rollover      TIMESTAMP,
  updated_at         TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);
