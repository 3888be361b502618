INSERT INTO log (said) VALUES ('third file');
DO $$ BEGIN CALL fill(1); INSERT INTO log (said) VALUES ('end of the block'); END $$;
