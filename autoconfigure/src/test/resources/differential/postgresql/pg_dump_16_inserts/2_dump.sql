--
-- PostgreSQL database dump
--

-- Dumped from database version 16.3 (PGlite 0.2.0)
-- Dumped by pg_dump version 16.4

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'SQL_ASCII';
SET standard_conforming_strings = off;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET escape_string_warning = off;
SET row_security = off;

--
-- Name: shop; Type: SCHEMA; Schema: -; Owner: postgres
--

CREATE SCHEMA shop;


ALTER SCHEMA shop OWNER TO postgres;

--
-- Name: SCHEMA shop; Type: COMMENT; Schema: -; Owner: postgres
--

COMMENT ON SCHEMA shop IS 'two
lines; with '' and \\ and $$ and -- in it';


--
-- Name: email; Type: DOMAIN; Schema: shop; Owner: postgres
--

CREATE DOMAIN shop.email AS text NOT NULL DEFAULT 'x@y'::text
	CONSTRAINT at CHECK (((VALUE ~~ '%@%;'::text) IS NOT NULL));


ALTER DOMAIN shop.email OWNER TO postgres;

--
-- Name: mood; Type: TYPE; Schema: shop; Owner: postgres
--

CREATE TYPE shop.mood AS ENUM (
    'sad',
    'o''k',
    'a;b'
);


ALTER TYPE shop.mood OWNER TO postgres;

--
-- Name: pair; Type: TYPE; Schema: shop; Owner: postgres
--

CREATE TYPE shop.pair AS (
	a integer,
	"b;c" text
);


ALTER TYPE shop.pair OWNER TO postgres;

--
-- Name: atomic(integer); Type: FUNCTION; Schema: shop; Owner: postgres
--

CREATE FUNCTION shop.atomic(a integer) RETURNS text
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN (a = 1) THEN 'x;'::text
             ELSE
             CASE a
                 WHEN 2 THEN 'end'::text
                 ELSE NULL::text
             END
         END AS "end";
END;


ALTER FUNCTION shop.atomic(a integer) OWNER TO postgres;

--
-- Name: commits(); Type: PROCEDURE; Schema: shop; Owner: postgres
--

CREATE PROCEDURE shop.commits()
    LANGUAGE plpgsql
    AS $$ BEGIN COMMIT; END $$;


ALTER PROCEDURE shop.commits() OWNER TO postgres;

--
-- Name: plain(integer); Type: FUNCTION; Schema: shop; Owner: postgres
--

CREATE FUNCTION shop.plain(a integer, OUT b text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'shop', 'pg_temp'
    AS $_$
BEGIN -- it's; $$ nested $$ \
  b := $q$;'$q$ || a || E'\\;';
END $_$;


ALTER FUNCTION shop.plain(a integer, OUT b text) OWNER TO postgres;

--
-- Name: touch(); Type: FUNCTION; Schema: shop; Owner: postgres
--

CREATE FUNCTION shop.touch() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RETURN NEW; END; $$;


ALTER FUNCTION shop.touch() OWNER TO postgres;

--
-- Name: cat(text); Type: AGGREGATE; Schema: shop; Owner: postgres
--

CREATE AGGREGATE shop.cat(text) (
    SFUNC = textcat,
    STYPE = text,
    INITCOND = ';'
);


ALTER AGGREGATE shop.cat(text) OWNER TO postgres;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: child; Type: TABLE; Schema: shop; Owner: postgres
--

CREATE TABLE shop.child (
    id integer NOT NULL,
    goods_id integer
);


ALTER TABLE shop.child OWNER TO postgres;

--
-- Name: goods; Type: TABLE; Schema: shop; Owner: postgres
--

CREATE TABLE shop.goods (
    id integer NOT NULL,
    n integer NOT NULL,
    name text DEFAULT 'it''s;'::text NOT NULL,
    upper text GENERATED ALWAYS AS (upper(name)) STORED,
    mood shop.mood,
    mail shop.email,
    pair shop.pair,
    tags text[],
    doc jsonb,
    raw bytea,
    "odd;col ""x""
y" text
);


ALTER TABLE shop.goods OWNER TO postgres;

--
-- Name: COLUMN goods.name; Type: COMMENT; Schema: shop; Owner: postgres
--

COMMENT ON COLUMN shop.goods.name IS 'ends with
\\.
and $body$';


--
-- Name: goods_id_seq; Type: SEQUENCE; Schema: shop; Owner: postgres
--

ALTER TABLE shop.goods ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME shop.goods_id_seq
    START WITH 10
    INCREMENT BY 2
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: goods_n_seq; Type: SEQUENCE; Schema: shop; Owner: postgres
--

CREATE SEQUENCE shop.goods_n_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE shop.goods_n_seq OWNER TO postgres;

--
-- Name: goods_n_seq; Type: SEQUENCE OWNED BY; Schema: shop; Owner: postgres
--

ALTER SEQUENCE shop.goods_n_seq OWNED BY shop.goods.n;


--
-- Name: literals; Type: TABLE; Schema: shop; Owner: postgres
--

CREATE TABLE shop.literals (
    a integer DEFAULT 31,
    b integer DEFAULT 1000
);


ALTER TABLE shop.literals OWNER TO postgres;

--
-- Name: mv; Type: MATERIALIZED VIEW; Schema: shop; Owner: postgres
--

CREATE MATERIALIZED VIEW shop.mv AS
 SELECT count(*) AS c
   FROM shop.goods
  WITH NO DATA;


ALTER MATERIALIZED VIEW shop.mv OWNER TO postgres;

--
-- Name: nnd; Type: TABLE; Schema: shop; Owner: postgres
--

CREATE TABLE shop.nnd (
    a integer
);


ALTER TABLE shop.nnd OWNER TO postgres;

--
-- Name: no_columns; Type: TABLE; Schema: shop; Owner: postgres
--

CREATE TABLE shop.no_columns (
);


ALTER TABLE shop.no_columns OWNER TO postgres;

--
-- Name: parts; Type: TABLE; Schema: shop; Owner: postgres
--

CREATE TABLE shop.parts (
    id integer,
    region text
)
PARTITION BY LIST (region);


ALTER TABLE shop.parts OWNER TO postgres;

--
-- Name: parts_eu; Type: TABLE; Schema: shop; Owner: postgres
--

CREATE TABLE shop.parts_eu (
    id integer,
    region text
);


ALTER TABLE shop.parts_eu OWNER TO postgres;

--
-- Name: parts_rest; Type: TABLE; Schema: shop; Owner: postgres
--

CREATE TABLE shop.parts_rest (
    id integer,
    region text
);


ALTER TABLE shop.parts_rest OWNER TO postgres;

--
-- Name: v; Type: VIEW; Schema: shop; Owner: postgres
--

CREATE VIEW shop.v AS
 SELECT id,
    (name || ';'::text) AS "n;ame"
   FROM shop.goods
  WHERE (doc ? 'k'::text)
  WITH LOCAL CHECK OPTION;


ALTER VIEW shop.v OWNER TO postgres;

--
-- Name: parts_eu; Type: TABLE ATTACH; Schema: shop; Owner: postgres
--

ALTER TABLE ONLY shop.parts ATTACH PARTITION shop.parts_eu FOR VALUES IN ('eu', 'a;b''c');


--
-- Name: parts_rest; Type: TABLE ATTACH; Schema: shop; Owner: postgres
--

ALTER TABLE ONLY shop.parts ATTACH PARTITION shop.parts_rest DEFAULT;


--
-- Name: goods n; Type: DEFAULT; Schema: shop; Owner: postgres
--

ALTER TABLE ONLY shop.goods ALTER COLUMN n SET DEFAULT nextval('shop.goods_n_seq'::regclass);


--
-- Name: 4711; Type: BLOB; Schema: -; Owner: postgres
--

SELECT pg_catalog.lo_create('4711');


ALTER LARGE OBJECT 4711 OWNER TO postgres;

--
-- Name: LARGE OBJECT 4711; Type: COMMENT; Schema: -; Owner: postgres
--

COMMENT ON LARGE OBJECT 4711 IS 'blob;';


--
-- Data for Name: child; Type: TABLE DATA; Schema: shop; Owner: postgres
--

INSERT INTO shop.child VALUES (1, 10);


--
-- Data for Name: goods; Type: TABLE DATA; Schema: shop; Owner: postgres
--

INSERT INTO shop.goods OVERRIDING SYSTEM VALUE VALUES (10, 1, 'Ann', DEFAULT, 'sad', 'a@b', '(1,"x;""y""")', '{"a,b","c\\"d",NULL}', '{"k": "v;\\\\n"}', '\\x00ff5c0a', 'tab	nl
bs\\crvtvff\\.
\\.
end');
INSERT INTO shop.goods OVERRIDING SYSTEM VALUE VALUES (12, 2, 'Å日本😀', DEFAULT, 'o''k', 'c@d', NULL, NULL, NULL, '\\x', '');
INSERT INTO shop.goods OVERRIDING SYSTEM VALUE VALUES (14, 3, '\\N', DEFAULT, 'a;b', 'e@f', '(,"")', '{}', '""', NULL, '\\.');
INSERT INTO shop.goods OVERRIDING SYSTEM VALUE VALUES (16, 4, '﻿$$ -- /* it''s', DEFAULT, NULL, 'i@j', NULL, NULL, NULL, NULL, '{fn now()} ? $1 :x');


--
-- Data for Name: literals; Type: TABLE DATA; Schema: shop; Owner: postgres
--



--
-- Data for Name: nnd; Type: TABLE DATA; Schema: shop; Owner: postgres
--

INSERT INTO shop.nnd VALUES (NULL);


--
-- Data for Name: no_columns; Type: TABLE DATA; Schema: shop; Owner: postgres
--

INSERT INTO shop.no_columns DEFAULT VALUES;


--
-- Data for Name: parts_eu; Type: TABLE DATA; Schema: shop; Owner: postgres
--

INSERT INTO shop.parts_eu VALUES (1, 'eu');
INSERT INTO shop.parts_eu VALUES (2, 'a;b''c');


--
-- Data for Name: parts_rest; Type: TABLE DATA; Schema: shop; Owner: postgres
--

INSERT INTO shop.parts_rest VALUES (3, 'us');


--
-- Name: goods_id_seq; Type: SEQUENCE SET; Schema: shop; Owner: postgres
--

SELECT pg_catalog.setval('shop.goods_id_seq', 16, true);


--
-- Name: goods_n_seq; Type: SEQUENCE SET; Schema: shop; Owner: postgres
--

SELECT pg_catalog.setval('shop.goods_n_seq', 4, true);


--
-- Data for Name: BLOBS; Type: BLOBS; Schema: -; Owner: -
--

BEGIN;

SELECT pg_catalog.lo_open('4711', 131072);
SELECT pg_catalog.lowrite(0, '\\x0001276162635c0a');
SELECT pg_catalog.lo_close(0);

COMMIT;

--
-- Name: child child_pkey; Type: CONSTRAINT; Schema: shop; Owner: postgres
--

ALTER TABLE ONLY shop.child
    ADD CONSTRAINT child_pkey PRIMARY KEY (id);


--
-- Name: goods goods_name_key; Type: CONSTRAINT; Schema: shop; Owner: postgres
--

ALTER TABLE ONLY shop.goods
    ADD CONSTRAINT goods_name_key UNIQUE (name) DEFERRABLE;


--
-- Name: goods goods_pkey; Type: CONSTRAINT; Schema: shop; Owner: postgres
--

ALTER TABLE ONLY shop.goods
    ADD CONSTRAINT goods_pkey PRIMARY KEY (id);


--
-- Name: nnd nnd_a_key; Type: CONSTRAINT; Schema: shop; Owner: postgres
--

ALTER TABLE ONLY shop.nnd
    ADD CONSTRAINT nnd_a_key UNIQUE NULLS NOT DISTINCT (a);


--
-- Name: parts_id; Type: INDEX; Schema: shop; Owner: postgres
--

CREATE INDEX parts_id ON ONLY shop.parts USING btree (id, lower(region));


--
-- Name: parts_eu_id_lower_idx; Type: INDEX; Schema: shop; Owner: postgres
--

CREATE INDEX parts_eu_id_lower_idx ON shop.parts_eu USING btree (id, lower(region));


--
-- Name: parts_rest_id_lower_idx; Type: INDEX; Schema: shop; Owner: postgres
--

CREATE INDEX parts_rest_id_lower_idx ON shop.parts_rest USING btree (id, lower(region));


--
-- Name: parts_eu_id_lower_idx; Type: INDEX ATTACH; Schema: shop; Owner: postgres
--

ALTER INDEX shop.parts_id ATTACH PARTITION shop.parts_eu_id_lower_idx;


--
-- Name: parts_rest_id_lower_idx; Type: INDEX ATTACH; Schema: shop; Owner: postgres
--

ALTER INDEX shop.parts_id ATTACH PARTITION shop.parts_rest_id_lower_idx;


--
-- Name: v v_del; Type: RULE; Schema: shop; Owner: postgres
--

CREATE RULE v_del AS
    ON DELETE TO shop.v DO INSTEAD ( DELETE FROM shop.child
  WHERE (child.id = old.id);
 UPDATE shop.goods SET name = 'b;c'::text
  WHERE (goods.id = old.id);
);


--
-- Name: goods touch; Type: TRIGGER; Schema: shop; Owner: postgres
--

CREATE TRIGGER touch BEFORE UPDATE OF name ON shop.goods FOR EACH ROW WHEN ((new.name <> 'a;b'::text)) EXECUTE FUNCTION shop.touch('x;', 'y');


--
-- Name: child child_goods_id_fkey; Type: FK CONSTRAINT; Schema: shop; Owner: postgres
--

ALTER TABLE ONLY shop.child
    ADD CONSTRAINT child_goods_id_fkey FOREIGN KEY (goods_id) REFERENCES shop.goods(id) ON DELETE CASCADE;


--
-- Name: child; Type: ROW SECURITY; Schema: shop; Owner: postgres
--

ALTER TABLE shop.child ENABLE ROW LEVEL SECURITY;

--
-- Name: child only_big; Type: POLICY; Schema: shop; Owner: postgres
--

CREATE POLICY only_big ON shop.child FOR SELECT TO fixture_reader USING (((id > 1) OR (';'::text = ''::text)));


--
-- Name: pub; Type: PUBLICATION; Schema: -; Owner: postgres
--

CREATE PUBLICATION pub WITH (publish = 'insert, update');


ALTER PUBLICATION pub OWNER TO postgres;

--
-- Name: pub_rows; Type: PUBLICATION; Schema: -; Owner: postgres
--

CREATE PUBLICATION pub_rows WITH (publish = 'insert, update, delete, truncate');


ALTER PUBLICATION pub_rows OWNER TO postgres;

--
-- Name: pub child; Type: PUBLICATION TABLE; Schema: shop; Owner: postgres
--

ALTER PUBLICATION pub ADD TABLE ONLY shop.child;


--
-- Name: pub_rows child; Type: PUBLICATION TABLE; Schema: shop; Owner: postgres
--

ALTER PUBLICATION pub_rows ADD TABLE ONLY shop.child (id) WHERE ((id > 1));


--
-- Name: SCHEMA shop; Type: ACL; Schema: -; Owner: postgres
--

GRANT USAGE ON SCHEMA shop TO fixture_reader;


--
-- Name: TABLE goods; Type: ACL; Schema: shop; Owner: postgres
--

GRANT UPDATE ON TABLE shop.goods TO fixture_reader;


--
-- Name: COLUMN goods.id; Type: ACL; Schema: shop; Owner: postgres
--

GRANT SELECT(id) ON TABLE shop.goods TO fixture_reader;


--
-- Name: COLUMN goods.name; Type: ACL; Schema: shop; Owner: postgres
--

GRANT SELECT(name) ON TABLE shop.goods TO fixture_reader;


--
-- Name: TABLE literals; Type: ACL; Schema: shop; Owner: postgres
--

GRANT SELECT ON TABLE shop.literals TO fixture_reader;


--
-- Name: TABLE nnd; Type: ACL; Schema: shop; Owner: postgres
--

GRANT SELECT ON TABLE shop.nnd TO fixture_reader;


--
-- Name: DEFAULT PRIVILEGES FOR TABLES; Type: DEFAULT ACL; Schema: shop; Owner: postgres
--

ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA shop GRANT SELECT ON TABLES TO fixture_reader;


--
-- Name: mv; Type: MATERIALIZED VIEW DATA; Schema: shop; Owner: postgres
--

REFRESH MATERIALIZED VIEW shop.mv;


--
-- PostgreSQL database dump complete
--

