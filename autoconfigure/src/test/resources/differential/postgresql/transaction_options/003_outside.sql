SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;
INSERT INTO seen SELECT current_setting('transaction_isolation'), current_setting('transaction_deferrable');
