DELETE FROM stock WHERE id = 2;
