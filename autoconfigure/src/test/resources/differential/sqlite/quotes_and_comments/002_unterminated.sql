INSERT INTO [semi;colon] ("a;") VALUES ('$tag$;$tag$');
/* never closed;
DROP TABLE [semi;colon];
