CREATE TABLE unqualified (id int);
INSERT INTO shop.goods (name) VALUES ('fork') RETURNING id;
INSERT INTO unqualified SELECT max(id) FROM shop.goods;
