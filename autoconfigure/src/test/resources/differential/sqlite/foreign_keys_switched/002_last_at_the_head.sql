PRAGMA foreign_keys = OFF;
PRAGMA foreign_keys = ON;
DELETE FROM parent WHERE id = 2;
