CREATE ROLE fixture_reader;
