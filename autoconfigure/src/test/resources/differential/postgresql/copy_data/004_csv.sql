-- the data goes on to the end of the file: clients and servers disagree about \. in CSV
COPY people FROM STDIN WITH (FORMAT csv, HEADER, NULL '-');
id,name,note
5,"a, ""b""
next line",-
6,;,'
