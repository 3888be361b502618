ALTER TABLE jobs ADD COLUMN apply_by TEXT;

CREATE INDEX idx_jobs_apply_by ON jobs (apply_by);
