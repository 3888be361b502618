CREATE TABLE begin_atomic (atomic_end int);
CREATE FUNCTION atomic_count() RETURNS bigint RETURN (SELECT count(*) FROM begin_atomic);
INSERT INTO begin_atomic SELECT total()::int; INSERT INTO begin_atomic SELECT atomic_count()
