COPY people (id) FROM stdin;
10
11
