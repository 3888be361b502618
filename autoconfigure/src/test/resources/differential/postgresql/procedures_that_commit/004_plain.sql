INSERT INTO log (said) VALUES ('fourth file');
CALL plain();
