INSERT INTO "semi;colon" VALUES ('a backslash \', ':name :''x'' :: :"y"');
SELECT a::text /* :name */ FROM "semi;colon" WHERE a = ':x';
