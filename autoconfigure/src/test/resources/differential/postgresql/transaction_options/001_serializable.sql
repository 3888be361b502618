BEGIN ISOLATION LEVEL SERIALIZABLE;
CREATE TABLE seen AS SELECT current_setting('transaction_isolation') AS level, current_setting('transaction_deferrable') AS deferrable;
COMMIT;
