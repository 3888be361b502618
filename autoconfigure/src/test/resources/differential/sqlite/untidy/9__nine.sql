-- Migration: add nine, and nothing else
INSERT INTO untidy VALUES (9)
;


