CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE posts (id bigint, user_id bigint);

-- case: a foreign key
ALTER TABLE posts ADD CONSTRAINT posts_user FOREIGN KEY (user_id) REFERENCES users (id); -- ! foreign-key-in-one-step

-- case: without a name, with an action
ALTER TABLE ONLY "posts" ADD FOREIGN KEY (user_id) REFERENCES users ON DELETE SET NULL; -- ! foreign-key-in-one-step

-- case: a column whose default refers to something
ALTER TABLE posts ADD COLUMN editor bigint DEFAULT 1 REFERENCES users; -- ! foreign-key-in-one-step

-- case: a column full of NULL refers to nothing
ALTER TABLE posts ADD COLUMN editor bigint REFERENCES users (id) ON DELETE CASCADE;

-- case: not valid, and validated in the next file
ALTER TABLE posts ADD CONSTRAINT posts_user FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;
-- next file
ALTER TABLE posts VALIDATE CONSTRAINT posts_user;

-- case: a table of this file refers to an existing one
CREATE TABLE likes (user_id bigint REFERENCES users, post_id bigint);
ALTER TABLE likes ADD FOREIGN KEY (user_id) REFERENCES users (id);

-- case: allowed
-- migration: allow=foreign-key-in-one-step
ALTER TABLE posts ADD CONSTRAINT posts_user FOREIGN KEY (user_id) REFERENCES users (id);
