SET default_transaction_isolation = 'read committed';
BEGIN;
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, NOT DEFERRABLE;
INSERT INTO seen SELECT current_setting('transaction_isolation'), current_setting('transaction_deferrable');
COMMIT;
