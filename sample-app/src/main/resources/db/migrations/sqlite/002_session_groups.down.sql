DROP TABLE session_groups;
