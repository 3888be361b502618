CREATE TABLE no_rowid (a INT PRIMARY KEY) WITHOUT ROWID /* a */ -- b
  ;
CREATE INDEX kept_b ON kept (b) ;CREATE INDEX kept_ab ON kept (a, b)

;
CREATE INDEX at_end ON kept (a DESC) -- no semicolon


