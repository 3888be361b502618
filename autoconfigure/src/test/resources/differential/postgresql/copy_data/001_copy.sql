CREATE TABLE people (id int, name text, note text);
COPY people (id, name, note) FROM stdin;
1	Ann	says "hi"; -- no comment
2	B\tob	\N
3	$$	/* not a comment
4	Åse 日本	\\.
\.

ALTER TABLE people ADD PRIMARY KEY (id);
COPY people FROM stdin;
\.
