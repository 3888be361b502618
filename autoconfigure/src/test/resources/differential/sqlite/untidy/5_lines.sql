INSERT INTO untidy VALUES (5);
;;
;INSERT INTO untidy VALUES (55)

--