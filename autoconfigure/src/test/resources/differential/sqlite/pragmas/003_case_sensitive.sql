PRAGMA case_sensitive_like = ON;
INSERT INTO t SELECT 2 WHERE 'a' LIKE 'A';
PRAGMA recursive_triggers = 1;
ANALYZE;
