CREATE TABLE told (n int, said text);
INSERT INTO told VALUES (1, 'to stdout; really');
COPY told TO STDOUT;
copy (select n from told where said <> 'from stdin') to stdout with (format csv);
INSERT INTO told VALUES (2, NULL);
