CREATE INDEX at_end_2 ON kept (b, a) /* open

