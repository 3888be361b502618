CREATE TABLE boxes (w INT, h INT, area INT GENERATED ALWAYS AS (w * h) STORED, label TEXT AS (w || 'x' || h || ';'));
INSERT INTO boxes (w, h) VALUES (2, 3), (4, 5);
CREATE UNIQUE INDEX boxes_label ON boxes (label) WHERE area > 3;
