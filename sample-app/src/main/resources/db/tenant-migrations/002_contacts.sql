-- migration: description=Contacts, each perhaps for one job

CREATE TABLE contacts (
  id         TEXT      NOT NULL PRIMARY KEY,
  name       TEXT      NOT NULL,
  email      TEXT,
  job_id     TEXT      REFERENCES jobs (id) ON DELETE SET NULL,
  created_at TIMESTAMP NOT NULL
);

CREATE INDEX idx_contacts_job_id ON contacts (job_id);
