CREATE TABLE [semi;colon] ("a;" TEXT DEFAULT 'it''s; here', `b``;` TEXT, [c d] INT /* comment; */);
INSERT INTO "semi;colon" VALUES ('-- no comment', '/* neither', 1), ('"', '`', 2); -- a comment; here
/* does not /* nest */ INSERT INTO [semi;colon] DEFAULT VALUES;
INSERT INTO `semi;colon` ([c d]) VALUES (0x1F), (x'41' IS NULL);
