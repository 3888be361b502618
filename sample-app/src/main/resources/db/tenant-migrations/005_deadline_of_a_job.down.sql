DROP INDEX idx_jobs_apply_by;

ALTER TABLE jobs DROP COLUMN apply_by;
