SET myapp.tenant = 'x';
SET search_path = pg_catalog;
SET work_mem = '9MB';
RESET ALL;
INSERT INTO seen SELECT current_setting('myapp.tenant'), (setting = reset_val)::text FROM pg_settings WHERE name = 'work_mem';
