ALTER TABLE boxes ADD COLUMN half REAL AS (area / 2.0) VIRTUAL;
ALTER TABLE boxes DROP COLUMN half;
CREATE INDEX boxes_json ON boxes (json_extract('{"a": 1}', '$.a'));
