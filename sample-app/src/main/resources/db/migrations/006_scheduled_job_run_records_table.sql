CREATE TABLE scheduled_job_runs (
  session_id  TEXT                     NOT NULL PRIMARY KEY,
  job_id      TEXT                     NOT NULL REFERENCES scheduled_jobs (id) ON DELETE CASCADE,
  status      TEXT                     NOT NULL,
  error       TEXT                     NOT NULL DEFAULT '',
  started_at  TIMESTAMP WITH TIME ZONE NOT NULL,
  finished_at TIMESTAMP WITH TIME ZONE
);

-- The runs of one job, newest first; also the index behind the foreign key.
CREATE INDEX idx_scheduled_job_runs_job_id ON scheduled_job_runs (job_id, started_at DESC);
