CREATE MATERIALIZED VIEW lengths AS SELECT name, length(name) AS "length;" FROM names;
CREATE UNIQUE INDEX ON lengths (name);
REFRESH MATERIALIZED VIEW CONCURRENTLY lengths;
CREATE OR REPLACE VIEW names WITH (security_barrier) AS SELECT id, name, true AS "new?" FROM shown;
CREATE RECURSIVE VIEW counted (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM counted WHERE n < 5;
CREATE TABLE kept AS SELECT * FROM counted;
