INSERT INTO words VALUES ('a', 5) ON CONFLICT (word) DO UPDATE SET n = n + excluded.n;
WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 4) INSERT INTO strictly (b) SELECT zeroblob(n) FROM c;
UPDATE words SET n = 0 WHERE word = 'b' RETURNING n;
