--
-- PostgreSQL database dump
--

\restrict Zq3xYk1

-- Dumped from database version 16.10
-- Dumped by pg_dump version 16.10

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

CREATE SCHEMA shop;

CREATE FUNCTION shop.touch() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN NEW.touched := true; RETURN NEW; END $$;

SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE shop.goods (
    id integer NOT NULL,
    name text DEFAULT 'a;b'::text,
    tags jsonb,
    touched boolean
);

CREATE SEQUENCE shop.goods_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE shop.goods_id_seq OWNED BY shop.goods.id;

ALTER TABLE ONLY shop.goods ALTER COLUMN id SET DEFAULT nextval('shop.goods_id_seq'::regclass);

COPY shop.goods (id, name, tags, touched) FROM stdin;
1	spoon	{"a": [1, 2]}	t
2	\N	\N	f
3	two\nlines	{}	\N
\.


SELECT pg_catalog.setval('shop.goods_id_seq', 3, true);

ALTER TABLE ONLY shop.goods
    ADD CONSTRAINT goods_pkey PRIMARY KEY (id);

CREATE TRIGGER touch BEFORE INSERT ON shop.goods FOR EACH ROW EXECUTE FUNCTION shop.touch();

COMMENT ON TABLE shop.goods IS 'What''s for sale; and not';

--
-- PostgreSQL database dump complete
--

\unrestrict Zq3xYk1

