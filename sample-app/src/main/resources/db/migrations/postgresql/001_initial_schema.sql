-- migration: description=Initial schema - conversations table

CREATE TABLE conversations (
  id                    TEXT        NOT NULL PRIMARY KEY,
  title                 TEXT        NOT NULL,
  count                 INTEGER     NOT NULL DEFAULT 0 CHECK (count >= 0),
  messages              JSONB       NOT NULL DEFAULT '[]',
  total_input_tokens    BIGINT      NOT NULL DEFAULT 0 CHECK (total_input_tokens >= 0),
  total_output_tokens   BIGINT      NOT NULL DEFAULT 0 CHECK (total_output_tokens >= 0),
  request_count         INTEGER     NOT NULL DEFAULT 0 CHECK (request_count >= 0),
  cost_stats            JSONB       NOT NULL DEFAULT '{}',
  models                JSONB       NOT NULL DEFAULT '[]',
  tags                  JSONB       NOT NULL DEFAULT '[]',
  title_generated       BOOLEAN     NOT NULL DEFAULT FALSE,
  title_invalidated     BOOLEAN     NOT NULL DEFAULT FALSE,
  title_generation_time TIMESTAMPTZ,
  created_at            TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at            TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX idx_conversations_updated_at ON conversations (updated_at DESC);

-- The unique constraint is also the index behind the foreign key.
CREATE TABLE conversation_entries (
  id              BIGINT      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  conversation_id TEXT        NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  position        INTEGER     NOT NULL CHECK (position >= 0),
  role            TEXT        NOT NULL,
  content         JSONB       NOT NULL,
  created_at      TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
  UNIQUE (conversation_id, position)
);
