ALTER TABLE places RENAME TO spots;
