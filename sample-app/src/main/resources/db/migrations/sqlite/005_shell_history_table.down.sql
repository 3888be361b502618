DROP TABLE shell_history;
