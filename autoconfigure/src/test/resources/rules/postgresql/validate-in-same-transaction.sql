CREATE TABLE users (id bigint PRIMARY KEY, age int);
CREATE TABLE posts (id bigint, user_id bigint);

-- case: a check
ALTER TABLE users ADD CONSTRAINT age_positive CHECK (age > 0) NOT VALID;
ALTER TABLE users VALIDATE CONSTRAINT age_positive; -- ! validate-in-same-transaction

-- case: a foreign key in a transaction of the file's own
BEGIN;
ALTER TABLE posts ADD CONSTRAINT posts_user FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;
ALTER TABLE public.posts VALIDATE CONSTRAINT posts_user; -- ! validate-in-same-transaction
COMMIT;

-- case: in another file
ALTER TABLE users ADD CONSTRAINT age_positive CHECK (age > 0) NOT VALID;
-- next file
ALTER TABLE users VALIDATE CONSTRAINT age_positive;

-- case: statement by statement
-- migration: transaction=off
ALTER TABLE users ADD CONSTRAINT age_positive CHECK (age > 0) NOT VALID;
ALTER TABLE users VALIDATE CONSTRAINT age_positive;

-- case: in two transactions of the file's own
BEGIN;
ALTER TABLE users ADD CONSTRAINT age_positive CHECK (age > 0) NOT VALID;
COMMIT;
BEGIN;
ALTER TABLE users VALIDATE CONSTRAINT age_positive;
COMMIT;

-- case: allowed
-- migration: allow=validate-in-same-transaction
ALTER TABLE users ADD CONSTRAINT age_positive CHECK (age > 0) NOT VALID;
ALTER TABLE users VALIDATE CONSTRAINT age_positive;
