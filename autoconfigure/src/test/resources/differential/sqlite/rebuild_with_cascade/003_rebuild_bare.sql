PRAGMA defer_foreign_keys = ON;
CREATE TABLE "_parents" ("id" INTEGER PRIMARY KEY, "name" TEXT, "more" INT DEFAULT 7);
INSERT INTO "_parents" ("id", "name") SELECT "id", "name" FROM "parents";
DROP TABLE "parents";
ALTER TABLE "_parents" RENAME TO "parents";
PRAGMA defer_foreign_keys = OFF;
