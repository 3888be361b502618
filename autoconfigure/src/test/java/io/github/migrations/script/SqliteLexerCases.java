/*
 * Copyright 2026 the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.migrations.script;

import java.util.List;

import static io.github.migrations.script.LexerCase.cuts;
import static io.github.migrations.script.LexerCase.runs;

/**
 * The table of cases for {@link SqliteLexer}.
 */
final class SqliteLexerCases {

	private static final String TABLE = "create table t (a, b)";

	private static final String TRIGGER = "create trigger x after insert on t begin update t set a = 1; delete from t; end";

	static final List<LexerCase> ALL = List.of(
			// what a statement is
			runs("nothing", ""), runs("white space only", " \t\n\f\r\n"),
			runs("one statement without semicolon", "select 1", "1:select 1"),
			runs("two statements on a line", TABLE + ";insert into t values (1, 2);", "1:" + TABLE,
					"1:insert into t values (1, 2)"),
			runs("lines", "\n\nselect 1;\n\n  select\n2\n;\nselect 3", "3:select 1", "5:select\n2", "8:select 3"),
			runs("empty statements", ";;\n;select 1;;;\n ; select 2;;", "2:select 1", "3:select 2"),
			runs("comments only", "-- a\n/* b; */\n-- c"), runs("a comment without line end", "-- a"),
			runs("comments between", "-- a;\nselect 1; -- b;\n/* c; */ select 2 /* d; */;", "2:select 1", "3:select 2"),
			runs("comments inside", "select -- a;\n 1 /* b; */ + 2;", "1:select -- a;\n 1 /* b; */ + 2"),
			runs("a comment before the semicolon", "select 1 -- x;\n;select 2", "1:select 1", "2:select 2"),
			runs("Windows line ends", "select\r\n1;\r\n\r\nselect 2;\r\n", "1:select\r\n1", "4:select 2"),
			runs("a carriage return does not end a comment", "-- a\rselect 1;\nselect 2", "2:select 2"),
			cuts("a vertical tab is white space after white space only", " \013select 1;\013;select 2 \013; \013",
					"1:select 1", "1:\013", "1:select 2"),
			runs("a vertical tab after white space", " \013select \0131; \013", "1:select \0131"),
			runs("a byte-order mark inside", "select 1;\uFEFFselect \uFEFF2;\uFEFF", "1:select 1", "1:select \uFEFF2"),
			cuts("a no-break space is part of a name", "select 1;\u00A0", "1:select 1", "1:\u00A0"),
			// quotes
			runs("a semicolon in a string", "select ';', 'a;b';select 2", "1:select ';', 'a;b'", "1:select 2"),
			runs("a doubled quote", "select 'it''s; ', '''';select 2", "1:select 'it''s; ', ''''", "1:select 2"),
			runs("a backslash is plain", "select 'a\\';select '\\'';'", "1:select 'a\\'", "1:select '\\'';'"),
			runs("no escape strings", "select 1 as E where 'a\\'='b';select 2", "1:select 1 as E where 'a\\'='b'",
					"1:select 2"),
			runs("a comment in a string", "select '--', '/*';select 2", "1:select '--', '/*'", "1:select 2"),
			runs("names in double quotes", "select 1 as \"a;b\", 2 as \"c\"\"d;\", 3 as \"'\";select 2",
					"1:select 1 as \"a;b\", 2 as \"c\"\"d;\", 3 as \"'\"", "1:select 2"),
			runs("names in backticks", "select 1 as `a;b`, 2 as `c``d;`, 3 as `'`;select 2",
					"1:select 1 as `a;b`, 2 as `c``d;`, 3 as `'`", "1:select 2"),
			runs("names in brackets", "select 1 as [a;b], 2 as [[c;], 3 as ['\\];select 2",
					"1:select 1 as [a;b], 2 as [[c;], 3 as ['\\]", "1:select 2"),
			runs("quotes in quotes", "select '[\"`', 1 as \"'`[\", 2 as `'\"[`, 3 as ['\"`];select 2",
					"1:select '[\"`', 1 as \"'`[\", 2 as `'\"[`, 3 as ['\"`]", "1:select 2"),
			runs("blobs", "select X'00', x'1f';select 2", "1:select X'00', x'1f'", "1:select 2"),
			runs("strings over lines", "select 'a;\n--\n;b';\nselect 2", "1:select 'a;\n--\n;b'", "4:select 2"),
			cuts("dollars quote nothing", "select $a$;$a$;$$", "1:select $a$", "1:$a$", "1:$$"),
			cuts("brackets do not nest", "select [a[b];select ]", "1:select [a[b]", "1:select ]"),
			runs("a surrogate pair in a name", "select 1 as \uD83D\uDE00;select 2 as ü$", "1:select 1 as \uD83D\uDE00",
					"1:select 2 as ü$"),
			// comments
			runs("comments do not nest", "/* a /* b; */ select 1;/*/ ; */select 2;/***/select 3;/**/select 4;/* ; **/",
					"1:select 1", "1:select 2", "1:select 3", "1:select 4"),
			runs("a line comment in a block comment", "/* -- */ select 1;/*\n-- */select 2", "1:select 1",
					"2:select 2"),
			runs("a quote in a comment", "/* it's [ */ select 1; -- don't \" `\nselect 2", "1:select 1", "2:select 2"),
			runs("comments in an operator", "select 1+-- a;\n2;select 1*/* ; */2;select 3 -/**/- 4",
					"1:select 1+-- a;\n2", "2:select 1*/* ; */2", "2:select 3 -/**/- 4"),
			runs("arrows", "select '{}'->'a'->>'$.b;';select 2", "1:select '{}'->'a'->>'$.b;'", "1:select 2"),
			runs("an unterminated comment", "select 1; /* a;\nselect 2;", "1:select 1"),
			runs("an unterminated comment inside a statement", "select 1 /* a;\n", "1:select 1"),
			runs("an unterminated comment that looks closed", "select 1 /*/", "1:select 1"),
			cuts("a comment opener that ends the script", "select 1 /*", "1:select 1 /*"),
			// the shell
			cuts("lines that begin with a hash", "# it's\nselect 1;\n#;\r\n  \n-- x\n# y", "2:select 1"),
			cuts("a hash elsewhere", " # a\n;select 1;# b\nselect\n# c\n;", "1:# a", "2:select 1",
					"2:# b\nselect\n# c"),
			cuts("a dot inside a statement", "select\n.5;", "1:select\n.5"),
			cuts("terminators of other tools", "select 1\n/\nselect 2\ngo\n", "1:select 1\n/\nselect 2\ngo"),
			// rows, whose tokens nobody needs but the first
			runs("rows", TABLE
					+ ";insert into t values ('a', 'b');\nUpdate t set a = 1 ;DELETE from t;\nreplace into t values(1,2)",
					"1:" + TABLE, "1:insert into t values ('a', 'b')", "2:Update t set a = 1", "2:DELETE from t",
					"3:replace into t values(1,2)"),
			runs("comments inside rows", TABLE
					+ ";insert into t -- a; '\n values ('--', '/*') /* b; /* ' ; */, (1-1, 2/1), (3 -- ;\n, 4);delete from t",
					"1:" + TABLE,
					"1:insert into t -- a; '\n values ('--', '/*') /* b; /* ' ; */, (1-1, 2/1), (3 -- ;\n, 4)",
					"3:delete from t"),
			runs("a comment after a row",
					TABLE + ";delete from t -- a;\n ;delete from t /* ; */ \t\f\n;delete from t--", "1:" + TABLE,
					"1:delete from t", "2:delete from t", "3:delete from t"),
			runs("quotes in rows", TABLE
					+ ";insert into [t](\"a\",`b`)values('it''s;',''),(x'00',\"a;\"\"\"),('[',']')\n\n;delete from t where[a]=';'",
					"1:" + TABLE, "1:insert into [t](\"a\",`b`)values('it''s;',''),(x'00',\"a;\"\"\"),('[',']')",
					"3:delete from t where[a]=';'"),
			runs("names in brackets and backticks in rows",
					"create table [a;'b] (`c;``\"d`);insert into [a;'b](`c;``\"d`) values (1);delete from[a;'b]where`c;``\"d`=1",
					"1:create table [a;'b] (`c;``\"d`)", "1:insert into [a;'b](`c;``\"d`) values (1)",
					"1:delete from[a;'b]where`c;``\"d`=1"),
			runs("a backslash is plain in rows",
					TABLE + ";insert into t values('\\','\\');delete from t where a='\\';delete from t", "1:" + TABLE,
					"1:insert into t values('\\','\\')", "1:delete from t where a='\\'", "1:delete from t"),
			runs("CASE in rows", TABLE
					+ ";insert into t select case when 1 then ';' else case 1 when 1 then 'a' end end, 2;delete from t",
					"1:" + TABLE, "1:insert into t select case when 1 then ';' else case 1 when 1 then 'a' end end, 2",
					"1:delete from t"),
			cuts("words of triggers in rows", "insert into temp trigger begin; end;delete from t",
					"1:insert into temp trigger begin", "1:end", "1:delete from t"),
			runs("WITH before rows", TABLE + ";with x as (select ';') insert into t select 'a', 1 from x;delete from t",
					"1:" + TABLE, "1:with x as (select ';') insert into t select 'a', 1 from x", "1:delete from t"),
			cuts("a semicolon in parentheses in rows", "insert into t values (1; 2)", "1:insert into t values (1",
					"1:2)"),
			runs("rows without a semicolon", TABLE + ";insert into t values (1, 2)\n-- x\n", "1:" + TABLE,
					"1:insert into t values (1, 2)"),
			runs("a byte-order mark in rows", TABLE + ";delete \uFEFFfrom t \uFEFF;delete from t", "1:" + TABLE,
					"1:delete \uFEFFfrom t", "1:delete from t"),
			cuts("a byte-order mark after names and numbers in rows",
					"delete a\uFEFF;delete 1.\uFEFF \uFEFF;delete )\uFEFF;delete ü\uFEFF \n;", "1:delete a\uFEFF",
					"1:delete 1.\uFEFF", "1:delete )", "1:delete ü\uFEFF"),
			cuts("a vertical tab in rows",
					"delete from t \013;delete from t\013;delete from t, \013 \n;delete from t,\013", "1:delete from t",
					"1:delete from t\013", "1:delete from t,", "2:delete from t,\013"),
			runs("names beyond ASCII in rows",
					"create table ü (\uD83D\uDE00);insert into ü (\uD83D\uDE00) values ('ü;');delete from ü;",
					"1:create table ü (\uD83D\uDE00)", "1:insert into ü (\uD83D\uDE00) values ('ü;')",
					"1:delete from ü"),
			runs("an unterminated comment inside a row", TABLE + ";delete from t /* a;\n", "1:" + TABLE,
					"1:delete from t"),
			runs("EXPLAIN before rows",
					TABLE + ";explain insert into t values (';', 1);explain query plan delete from t", "1:" + TABLE,
					"1:explain insert into t values (';', 1)", "1:explain query plan delete from t"),
			// triggers
			runs("a trigger", TABLE + ";" + TRIGGER + ";select 2", "1:" + TABLE, "1:" + TRIGGER, "1:select 2"),
			runs("a trigger at the end", TABLE + ";" + TRIGGER, "1:" + TABLE, "1:" + TRIGGER),
			runs("a trigger at the end, and a comment", TABLE + ";" + TRIGGER + " -- x;\n", "1:" + TABLE,
					"1:" + TRIGGER),
			runs("a temporary trigger",
					TABLE + ";" + TRIGGER.replace("create", "Create /* ; */ TEMP") + ";"
							+ TRIGGER.replace("create", "CREATE Temporary").replace("x", "y") + ";select 2",
					"1:" + TABLE, "1:" + TRIGGER.replace("create", "Create /* ; */ TEMP"),
					"1:" + TRIGGER.replace("create", "CREATE Temporary").replace("x", "y"), "1:select 2"),
			runs("a trigger after comments",
					TABLE + ";-- a;\n/* b; */" + TRIGGER.replace("; end", "; -- c;\n/* d; */ end /* e; */")
							+ "\n-- f;\n;select 2",
					"1:" + TABLE, "2:" + TRIGGER.replace("; end", "; -- c;\n/* d; */ end"), "5:select 2"),
			runs("CASE in a trigger",
					TABLE + ";create trigger x after insert on t begin\n"
							+ " update t set a = case when b then 1 else case 2 when 2 then 3 end end;\n"
							+ " select case 1 when 1 then 2 end\n;end;\nselect 2",
					"1:" + TABLE,
					"1:create trigger x after insert on t begin\n"
							+ " update t set a = case when b then 1 else case 2 when 2 then 3 end end;\n"
							+ " select case 1 when 1 then 2 end\n;end",
					"5:select 2"),
			runs("quoted ends in a trigger",
					"create table t (\"end\", [temp]);create trigger x after insert on t begin select 1;"
							+ " select \"end\" from t; select '; end;'; END;select 2",
					"1:create table t (\"end\", [temp])",
					"1:create trigger x after insert on t begin select 1;"
							+ " select \"end\" from t; select '; end;'; END",
					"1:select 2"),
			runs("a trigger without white space",
					TABLE + ";CREATE TRIGGER x/**/AFTER INSERT ON t BEGIN SELECT'a';END;select 2", "1:" + TABLE,
					"1:CREATE TRIGGER x/**/AFTER INSERT ON t BEGIN SELECT'a';END", "1:select 2"),
			runs("a trigger that is explained", TABLE + ";explain " + TRIGGER + ";explain query plan select 1;select 2",
					"1:" + TABLE, "1:explain " + TRIGGER, "1:explain query plan select 1", "1:select 2"),
			runs("a trigger after a byte-order mark", TABLE + ";\n\uFEFF" + TRIGGER + ";select 2", "1:" + TABLE,
					"2:" + TRIGGER, "2:select 2"),
			runs("a trigger with a condition and a raise",
					TABLE + ";create trigger if not exists x before delete on t for each row when old.a > 1 begin"
							+ " select raise(abort, 'no; end;'); end;select 2",
					"1:" + TABLE,
					"1:create trigger if not exists x before delete on t for each row when old.a > 1 begin"
							+ " select raise(abort, 'no; end;'); end",
					"1:select 2"),
			cuts("a trigger that is not closed", TRIGGER.replace("end", "ending") + "; select 2;\n",
					"1:" + TRIGGER.replace("end", "ending") + "; select 2;"),
			runs("a table named trigger",
					"create table \"trigger\" (a);create index temp on \"trigger\" (a);drop index temp",
					"1:create table \"trigger\" (a)", "1:create index temp on \"trigger\" (a)", "1:drop index temp"),
			runs("a trigger that is dropped", "drop trigger if exists x;select 2", "1:drop trigger if exists x",
					"1:select 2"),
			runs("a transaction", "begin;select 1;end;begin transaction;commit", "1:begin", "1:select 1", "1:end",
					"1:begin transaction", "1:commit"),
			runs("tables and virtual tables",
					"create virtual table v using fts5(a, content=';');insert into v values ('a;')",
					"1:create virtual table v using fts5(a, content=';')", "1:insert into v values ('a;')"),
			cuts("parentheses hide nothing", "select (1;select 2)", "1:select (1", "1:select 2)"),
			cuts("variables", "select :a, @b, $c, ?1;select #1", "1:select :a, @b, $c, ?1", "1:select #1"));

	/** Scripts that are refused; in place of the statements, the message. */
	static final List<LexerCase> REFUSED = List.of(
			cuts("a string", "select 1;\nselect ''\n, 'abc;\n",
					"line 3: the string that begins on this line is never closed; close it with '"),
			cuts("a string in a row", "insert into t values (1,\n'a'' ;\n);",
					"line 2: the string that begins on this line is never closed; close it with '"),
			cuts("a name in brackets in a row", "delete from t\n where [a",
					"line 2: the quoted name that begins on this line is never closed; close it with ]"),
			cuts("a blob", "\nselect x'abc",
					"line 2: the string that begins on this line is never closed; close it with '"),
			cuts("a name in double quotes", "select\n\"a\"\"",
					"line 2: the quoted name that begins on this line is never closed; close it with \""),
			cuts("a name in backticks", "select `a``\n",
					"line 1: the quoted name that begins on this line is never closed; close it with `"),
			cuts("a name in brackets", "select [a\n",
					"line 1: the quoted name that begins on this line is never closed; close it with ]"),
			cuts("a NUL character", "select 1;\nselect '\0'",
					"line 2: the file contains a NUL character (U+0000), which no statement may contain; "
							+ "remove it, or save the file as UTF-8 if it is in UTF-16"),
			cuts("read", "select 1;\n.read x.sql\n",
					"line 2: the sqlite3 command .read cannot run here; put the statements of that file in its place"),
			cuts("any other", "-- x\n  .mode csv\n",
					"line 2: the sqlite3 command .mode cannot run here; remove it, or write SQL in its place"),
			cuts("a dot alone", ".",
					"line 1: the sqlite3 command . cannot run here; remove it, or write SQL in its place"));

	private SqliteLexerCases() {
	}

}
