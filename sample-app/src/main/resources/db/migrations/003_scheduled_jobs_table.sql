CREATE TABLE scheduled_jobs (
  id              TEXT                     NOT NULL PRIMARY KEY,
  name            TEXT                     NOT NULL DEFAULT '',
  description     TEXT                     NOT NULL DEFAULT '',
  cron_expression TEXT                     NOT NULL,
  prompt          TEXT                     NOT NULL,
  channel         TEXT                     NOT NULL DEFAULT '',
  recipient_id    TEXT                     NOT NULL DEFAULT '',
  model           TEXT                     NOT NULL DEFAULT '',
  run_once        BOOLEAN                  NOT NULL DEFAULT FALSE,
  created_at      TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at      TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
  last_run        TIMESTAMP WITH TIME ZONE,
  last_error      TEXT                     NOT NULL DEFAULT ''
);
