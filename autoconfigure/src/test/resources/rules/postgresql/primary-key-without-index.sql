CREATE TABLE users (id bigint NOT NULL, email text);

-- case: a constraint
ALTER TABLE users ADD CONSTRAINT users_pkey PRIMARY KEY (id); -- ! primary-key-without-index

-- case: a new column
ALTER TABLE users ADD COLUMN key bigint DEFAULT 1 PRIMARY KEY; -- ! primary-key-without-index

-- case: with an index that is there
CREATE UNIQUE INDEX CONCURRENTLY users_pkey ON users (id);
-- next file
ALTER TABLE users ADD CONSTRAINT users_pkey PRIMARY KEY USING INDEX users_pkey;

-- case: a table of this file, as dumps write it
CREATE TABLE public.posts (id bigint NOT NULL);
ALTER TABLE ONLY public.posts
    ADD CONSTRAINT posts_pkey PRIMARY KEY (id);

-- case: allowed
-- migration: allow=primary-key-without-index
ALTER TABLE users ADD CONSTRAINT users_pkey PRIMARY KEY (id);
