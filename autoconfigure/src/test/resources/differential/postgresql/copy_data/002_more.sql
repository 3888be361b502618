copy public.people(id,name) from stdin (delimiter '|') ; -- data below
7|seven
8|eight
\.
INSERT INTO people (id) VALUES (9)