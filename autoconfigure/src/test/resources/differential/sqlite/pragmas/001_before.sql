PRAGMA encoding = 'UTF-8';
PRAGMA user_version = 7;
PRAGMA application_id = 1234;
CREATE TABLE t (n INT);
