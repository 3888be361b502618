INSERT INTO log (said) VALUES ('second file');
CALL app."Fill it"();
CALL plain();
