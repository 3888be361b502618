CREATE VIRTUAL TABLE places USING rtree(id, left_x, right_x, low_y, high_y);
INSERT INTO places VALUES (1, 0, 2, 0, 2), (2, 5, 6, 5, 6);
CREATE TABLE near AS SELECT id FROM places WHERE left_x < 3;
