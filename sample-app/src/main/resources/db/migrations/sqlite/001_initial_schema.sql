-- migration: description=Initial schema - conversations table

-- Times are UTC text; JSON is text that SQLite has parsed once to check it.
CREATE TABLE conversations (
  id                    TEXT      NOT NULL PRIMARY KEY,
  title                 TEXT      NOT NULL,
  count                 INTEGER   NOT NULL DEFAULT 0 CHECK (count >= 0),
  messages              TEXT      NOT NULL DEFAULT '[]' CHECK (json_valid(messages)),
  total_input_tokens    INTEGER   NOT NULL DEFAULT 0 CHECK (total_input_tokens >= 0),
  total_output_tokens   INTEGER   NOT NULL DEFAULT 0 CHECK (total_output_tokens >= 0),
  request_count         INTEGER   NOT NULL DEFAULT 0 CHECK (request_count >= 0),
  cost_stats            TEXT      NOT NULL DEFAULT '{}' CHECK (json_valid(cost_stats)),
  models                TEXT      NOT NULL DEFAULT '[]' CHECK (json_valid(models)),
  tags                  TEXT      NOT NULL DEFAULT '[]' CHECK (json_valid(tags)),
  title_generated       BOOLEAN   NOT NULL DEFAULT FALSE CHECK (title_generated IN (FALSE, TRUE)),
  title_invalidated     BOOLEAN   NOT NULL DEFAULT FALSE CHECK (title_invalidated IN (FALSE, TRUE)),
  title_generation_time TIMESTAMP,
  created_at            TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at            TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX idx_conversations_updated_at ON conversations (updated_at DESC);
