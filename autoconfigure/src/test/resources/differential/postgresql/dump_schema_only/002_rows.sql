INSERT INTO measures VALUES ('2026-05-01', 1.5, 'open', 'a@b'), ('2026-06-01', 2.25, 'closed', NULL);
