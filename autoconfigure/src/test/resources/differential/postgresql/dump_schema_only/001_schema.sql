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

CREATE TYPE public.state AS ENUM (
    'open',
    'closed'
);

CREATE DOMAIN public.email AS text
	CONSTRAINT email_check CHECK ((VALUE ~ '^[^@;]+@.+$'::text));

CREATE TABLE public.measures (
    day date NOT NULL,
    value double precision,
    state public.state DEFAULT 'open'::public.state,
    owner public.email
)
PARTITION BY RANGE (day);

CREATE TABLE public.measures_2026 (
    day date NOT NULL,
    value double precision,
    state public.state DEFAULT 'open'::public.state,
    owner public.email
);

ALTER TABLE ONLY public.measures ATTACH PARTITION public.measures_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

CREATE INDEX measures_value ON ONLY public.measures USING btree (value) WHERE (value > (0)::double precision);

ALTER TABLE public.measures ENABLE ROW LEVEL SECURITY;

CREATE POLICY open_only ON public.measures USING ((state = 'open'::public.state));

REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT ALL ON SCHEMA public TO PUBLIC;

\unrestrict Zq3xYk1
