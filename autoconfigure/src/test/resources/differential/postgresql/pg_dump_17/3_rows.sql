--
-- PostgreSQL database dump
--

\restrict wox05WUFyMHebvv6P5DbPR3ewOrx0M2McBQb0uCRFzSKZebDwz57IhBT6BMVoed

-- Dumped from database version 17.11
-- Dumped by pg_dump version 17.11 (Debian 17.11-0+deb13u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Data for Name: goods; Type: TABLE DATA; Schema: shop; Owner: postgres
--

COPY shop.goods (id, n, name, mood, mail, pair, tags, doc, raw, "odd;col ""x""
y") FROM stdin;
10	1	Ann	sad	a@b	(1,"x;""y""")	{"a,b","c\\"d",NULL}	{"k": "v;\\\\n"}	\\x00ff5c0a	tab\tnl\nbs\\cr\rvt\vff\f\b\\.\n\\.\nend
12	2	Å日本😀	o'k	c@d	\N	\N	\N	\\x	
14	3	\\N	a;b	e@f	(,"")	{}	""	\N	\\.
16	4	﻿$$ -- /* it's	\N	i@j	\N	\N	\N	\N	{fn now()} ? $1 :x
\.


--
-- Data for Name: child; Type: TABLE DATA; Schema: shop; Owner: postgres
--

COPY shop.child (id, goods_id) FROM stdin;
1	10
\.


--
-- Data for Name: literals; Type: TABLE DATA; Schema: shop; Owner: postgres
--

COPY shop.literals (a, b) FROM stdin;
\.


--
-- Data for Name: nnd; Type: TABLE DATA; Schema: shop; Owner: postgres
--

COPY shop.nnd (a) FROM stdin;
\N
\.


--
-- Data for Name: no_columns; Type: TABLE DATA; Schema: shop; Owner: postgres
--

COPY shop.no_columns  FROM stdin;

\.


--
-- Data for Name: parts_eu; Type: TABLE DATA; Schema: shop; Owner: postgres
--

COPY shop.parts_eu (id, region) FROM stdin;
1	eu
2	a;b'c
\.


--
-- Data for Name: parts_rest; Type: TABLE DATA; Schema: shop; Owner: postgres
--

COPY shop.parts_rest (id, region) FROM stdin;
3	us
\.


--
-- Name: goods_id_seq; Type: SEQUENCE SET; Schema: shop; Owner: postgres
--

SELECT pg_catalog.setval('shop.goods_id_seq', 16, true);


--
-- Name: goods_n_seq; Type: SEQUENCE SET; Schema: shop; Owner: postgres
--

SELECT pg_catalog.setval('shop.goods_n_seq', 4, true);


--
-- Name: stored_id_seq; Type: SEQUENCE SET; Schema: shop; Owner: postgres
--

SELECT pg_catalog.setval('shop.stored_id_seq', 1, false);


--
-- Name: 4711; Type: BLOB METADATA; Schema: -; Owner: postgres
--

SELECT pg_catalog.lo_create('4711');

ALTER LARGE OBJECT 4711 OWNER TO postgres;

--
-- Name: LARGE OBJECT 4711; Type: COMMENT; Schema: -; Owner: postgres
--

COMMENT ON LARGE OBJECT 4711 IS 'blob;';


--
-- Data for Name: 4711; Type: BLOBS; Schema: -; Owner: postgres
--

BEGIN;

SELECT pg_catalog.lo_open('4711', 131072);
SELECT pg_catalog.lowrite(0, '\x0001276162635c0a');
SELECT pg_catalog.lo_close(0);

COMMIT;

--
-- PostgreSQL database dump complete
--

\unrestrict wox05WUFyMHebvv6P5DbPR3ewOrx0M2McBQb0uCRFzSKZebDwz57IhBT6BMVoed

