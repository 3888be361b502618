CREATE TABLE accounts (id int PRIMARY KEY, balance numeric NOT NULL, atomic bool DEFAULT true);
CREATE FUNCTION total() RETURNS numeric LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT CASE WHEN count(*) = 0 THEN 0 ELSE sum(balance) END FROM accounts;
END;
CREATE PROCEDURE transfer(giver int, taker int, amount numeric) LANGUAGE sql
BEGIN ATOMIC
  UPDATE accounts SET balance = balance - amount WHERE id = giver;
  UPDATE accounts SET balance = balance + amount WHERE id = taker;
END;
INSERT INTO accounts VALUES (1, 10), (2, 0);
CALL transfer(1, 2, 2.5);
