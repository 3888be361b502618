CREATE SCHEMA other;
SET search_path = other;
CREATE TABLE here (d date, i interval);
SET DateStyle = 'ISO, DMY';
SET IntervalStyle = 'iso_8601';
INSERT INTO here VALUES ('01/02/2026', '1 day');
CREATE TEMP TABLE scratch AS SELECT 1 AS one;
PREPARE p AS SELECT 1;
SET ROLE pg_read_all_data;
