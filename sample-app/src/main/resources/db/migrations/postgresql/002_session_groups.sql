-- migration: description=Session groups index for channel-keyed rollover

CREATE TABLE session_groups (
  group_key          TEXT        NOT NULL PRIMARY KEY,
  current_session_id TEXT        NOT NULL,
  history            JSONB       NOT NULL DEFAULT '[]',
  last_rollover      TIMESTAMPTZ,
  updated_at         TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP
);
