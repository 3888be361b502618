CREATE VIEW shown AS SELECT id, level FROM stock;
create trigger if not exists shown_delete instead of delete on shown begin delete from stock where id = old.id; select raise(abort, 'no; way') where old.id = 1; end
;
DELETE FROM shown WHERE id = 3;
CREATE TEMP TRIGGER passing AFTER DELETE ON stock BEGIN INSERT INTO audit VALUES ('gone', OLD.id); END;
DELETE FROM stock WHERE id = 4;
