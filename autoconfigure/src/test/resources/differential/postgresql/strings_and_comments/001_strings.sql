/* a comment; /* nested; */ still one */ CREATE TABLE "semi;colon" (a text, "b""q" text);
INSERT INTO "semi;colon" VALUES ('it''s; -- text', E'back\'slash;\n\\'), (U&'d\0061t!+000061' UESCAPE '!', $q$ $$;$$ $q$);
INSERT INTO "semi;colon" VALUES ('joined '
  'string; ', B'101'::text || X'1F'::text); ;;
INSERT INTO "semi;colon" SELECT '{"a": {"b?": [1]}}'::jsonb #>> '{a,b?}', ('{"k": 1}'::jsonb ?| ARRAY['k'])::text WHERE '[1,2]'::jsonb @> '1'; -- the end;
INSERT INTO "semi;colon" SELECT '{d ''2020-01-01''}', '{fn now()}' /* {ts '' */;
SET standard_conforming_strings = off;
SET escape_string_warning = off;
INSERT INTO "semi;colon" VALUES ('old \'quote;\'', 'tab\t');
