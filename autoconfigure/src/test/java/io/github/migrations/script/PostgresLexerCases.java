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
 * The table of cases for {@link PostgresLexer}.
 */
final class PostgresLexerCases {

	private static final String TABLE = "create table t (a text, b text)";

	static final List<LexerCase> ALL = List.of(
			// what a statement is
			runs("nothing", ""), runs("white space only", " \t\n\f\013\r\n"),
			runs("one statement without semicolon", "select 1", "1:select 1"),
			runs("a line end after the last statement", "select 1;\n", "1:select 1"),
			runs("two statements on a line", "select 1;select 2;", "1:select 1", "1:select 2"),
			runs("lines", "\n\nselect 1;\n\n  select\n2\n;\nselect 3", "3:select 1", "5:select\n2", "8:select 3"),
			runs("empty statements", ";;\n;select 1;;;\n ; select 2;;", "2:select 1", "3:select 2"),
			runs("comments only", "-- a\n/* b; */\n-- c"), runs("a comment without line end", "-- a"),
			runs("comments between", "-- a;\nselect 1; -- b;\n/* c; */ select 2 /* d; */;", "2:select 1", "3:select 2"),
			runs("comments inside", "select -- a;\n 1 /* b; */ + 2;", "1:select -- a;\n 1 /* b; */ + 2"),
			runs("a comment before the semicolon", "select 1 -- x;\n;select 2", "1:select 1", "2:select 2"),
			runs("a comment at the end", "select 1 -- x; '", "1:select 1"),
			runs("Windows line ends", "select\r\n1;\r\n\r\nselect 2;\r\n", "1:select\r\n1", "4:select 2"),
			runs("a carriage return alone is no line", "select 1;\rselect 2;\nselect 3", "1:select 1", "1:select 2",
					"2:select 3"),
			runs("a carriage return ends a comment", "-- a\rselect 1;-- b\r\nselect 2 -- c\r+ 3;", "1:select 1",
					"2:select 2 -- c\r+ 3"),
			runs("vertical tab and form feed", "select\0131;\013select\f2\013;", "1:select\0131", "1:select\f2"),
			cuts("a no-break space is part of a name", "select\u00A01;\u00A0;", "1:select\u00A01", "1:\u00A0"),
			// strings
			runs("a semicolon in a string", "select ';', 'a;b';select 2", "1:select ';', 'a;b'", "1:select 2"),
			runs("a doubled quote", "select 'it''s; ', '''';select 2", "1:select 'it''s; ', ''''", "1:select 2"),
			runs("a comment in a string", "select '--', '/*';select 2", "1:select '--', '/*'", "1:select 2"),
			runs("a backslash is plain", "select 'a\\';select 2", "1:select 'a\\'", "1:select 2"),
			runs("a backslash escapes in E strings", "select E'a\\';', e'\\\\', e'''';select 2",
					"1:select E'a\\';', e'\\\\', e''''", "1:select 2"),
			runs("a name that ends in e", "select 1 as value where 'e'='\\';select 2",
					"1:select 1 as value where 'e'='\\'", "1:select 2"),
			runs("a string right after a name", "select date'2020-01-01', typE'x';select '\\';".replace("typE", "text"),
					"1:select date'2020-01-01', text'x'", "1:select '\\'"),
			runs("an E string that is continued", "select E'a'\n'b\\'; c';select 2", "1:select E'a'\n'b\\'; c'",
					"2:select 2"),
			runs("an E string that is continued after a comment", "select E'a' -- x;\n -- y\n 'b\\';';select 2",
					"1:select E'a' -- x;\n -- y\n 'b\\';'", "3:select 2"),
			runs("a plain string that is continued", "select 'a'\n'b\\';select 2", "1:select 'a'\n'b\\'", "2:select 2"),
			runs("a string on the same line is no continuation", "select E'a' where '\\' = '';select 2",
					"1:select E'a' where '\\' = ''", "1:select 2"),
			runs("a block comment ends a continuation", "select E'\\'' where E'x'\n/* */= '\\'; select 2",
					"1:select E'\\'' where E'x'\n/* */= '\\'", "2:select 2"),
			runs("Unicode escapes",
					"select U&'\\0061;', u&'d!0061' uescape '!';select U&\"\\0061;\" from (select 1 as \"a;\") x",
					"1:select U&'\\0061;', u&'d!0061' uescape '!'",
					"1:select U&\"\\0061;\" from (select 1 as \"a;\") x"),
			runs("a backslash does not escape in U& strings", "select U&'\\\\';select 2", "1:select U&'\\\\'",
					"1:select 2"),
			runs("bit strings", "select B'01', b'1', X'1F', x'a';select 2", "1:select B'01', b'1', X'1F', x'a'",
					"1:select 2"),
			runs("national strings", "select N'a;\\', n'b;';select 2", "1:select N'a;\\', n'b;'", "1:select 2"),
			runs("u that begins no literal", "select u&1 from (select 1 as u) x;select 2",
					"1:select u&1 from (select 1 as u) x", "1:select 2"),
			runs("strings over lines", "select 'a;\n--\n;b';\nselect 2", "1:select 'a;\n--\n;b'", "4:select 2"),
			runs("nonstandard strings",
					"set standard_conforming_strings = off;\nselect 'a\\';';\n"
							+ "set standard_conforming_strings to on;\nselect '\\';select 2",
					"1:set standard_conforming_strings = off", "2:select 'a\\';'",
					"3:set standard_conforming_strings to on", "4:select '\\'", "4:select 2"),
			runs("nonstandard strings, on the same line",
					"SET SESSION standard_conforming_strings TO 'false';select n'\\';' || E'\\';';"
							+ "reset Standard_Conforming_Strings;select '\\'",
					"1:SET SESSION standard_conforming_strings TO 'false'", "1:select n'\\';' || E'\\';'",
					"1:reset Standard_Conforming_Strings", "1:select '\\'"),
			runs("a nonstandard string in a comment",
					"/* set standard_conforming_strings = off; */ select '\\'; -- set standard_conforming_strings = off;\nselect 2",
					"1:select '\\'", "2:select 2"),
			// names
			runs("quoted names", "select 1 as \"a;b\", 2 as \"c\"\"d;\", 3 as \"'\";select 2",
					"1:select 1 as \"a;b\", 2 as \"c\"\"d;\", 3 as \"'\"", "1:select 2"),
			runs("a dollar inside a name", "select a$b$c from (select 1 as a$b$c) x;select '$b$'",
					"1:select a$b$c from (select 1 as a$b$c) x", "1:select '$b$'"),
			runs("a surrogate pair in a name", "select 1 as \uD83D\uDE00$a$;select 2 as ü$a$",
					"1:select 1 as \uD83D\uDE00$a$", "1:select 2 as ü$a$"),
			// dollar quotes
			runs("dollar quotes", "select $$a;'--/*$$;select $tag$ $$;$ta$ ;$tag$;select 3", "1:select $$a;'--/*$$",
					"1:select $tag$ $$;$ta$ ;$tag$", "1:select 3"),
			runs("dollar quotes in dollar quotes",
					"do $do$ begin execute $$select ';'$$; execute $x$select 1;$x$; end $do$;select 2",
					"1:do $do$ begin execute $$select ';'$$; execute $x$select 1;$x$; end $do$", "1:select 2"),
			runs("a tag that another ends in", "select $a$ $b$a$;select $a$ $$a$;select 3", "1:select $a$ $b$a$",
					"1:select $a$ $$a$", "1:select 3"),
			runs("a tag with case and letters beyond ASCII", "select $Ä_1$;$ä_1$;$Ä_1$;select 2",
					"1:select $Ä_1$;$ä_1$;$Ä_1$", "1:select 2"),
			runs("a tag does not begin with a digit", "prepare p as select $1;execute p(1)", "1:prepare p as select $1",
					"1:execute p(1)"),
			runs("parameters side by side", "prepare p(int, int) as select $1,$2;select 2",
					"1:prepare p(int, int) as select $1,$2", "1:select 2"),
			cuts("a dollar quote right after a parameter", "select $1$a$;$a$;select 2", "1:select $1$a$;$a$",
					"1:select 2"),
			cuts("a dollar quote right after a number", "select 1$a$;$a$;select 2", "1:select 1$a$;$a$", "1:select 2"),
			cuts("a dollar alone", "select $ ; select $a b$ ;select $", "1:select $", "1:select $a b$", "1:select $"),
			// comments
			runs("nested comments", "/* a /* b; */ c; */ select /* /* /**/ */ ; */ 1;select 2",
					"1:select /* /* /**/ */ ; */ 1", "1:select 2"),
			runs("stars and slashes", "/***/select 1;/**/select 2;/*/ * /*//**/*/*/select 3;/* ***/select 4",
					"1:select 1", "1:select 2", "1:select 3", "1:select 4"),
			runs("a line comment in a block comment", "/* -- */ select 1;/*\n-- */select 2", "1:select 1",
					"2:select 2"),
			runs("a quote in a comment", "/* it's $$ */ select 1; -- don't\nselect 2", "1:select 1", "2:select 2"),
			runs("a block comment in a line comment", "-- /*\nselect 1; -- */\nselect 2", "2:select 1", "3:select 2"),
			runs("comments in an operator", "select 1+-- a;\n2;select 1*/* ; */2;select 3 -/**/- 4",
					"1:select 1+-- a;\n2", "2:select 1*/* ; */2", "2:select 3 -/**/- 4"),
			runs("three dashes", "select 1---;\n+1;select 2", "1:select 1---;\n+1", "2:select 2"),
			// operators and psql
			runs("operators",
					"select '{}'::jsonb @> '{}' and '{}'::jsonb ?| array['a'] , '{}'::jsonb #- '{a}', "
							+ "'{}'::jsonb -> 'a' ->> 'b', 1 <> 2, |/ 4 ;select 2",
					"1:select '{}'::jsonb @> '{}' and '{}'::jsonb ?| array['a'] , '{}'::jsonb #- '{a}', "
							+ "'{}'::jsonb -> 'a' ->> 'b', 1 <> 2, |/ 4",
					"1:select 2"),
			runs("slices", "select (array[1,2,3])[1:2], (array[1,2])[x:x] from (select 1 as x) y;select 2",
					"1:select (array[1,2,3])[1:2], (array[1,2])[x:x] from (select 1 as x) y", "1:select 2"),
			cuts("variables of psql", "select :a, :'b;', :\"c;\", :{?d};select {fn x}, ?",
					"1:select :a, :'b;', :\"c;\", :{?d}", "1:select {fn x}, ?"),
			// parentheses
			runs("a rule with two actions",
					TABLE + ";\ncreate rule r as on insert to t do also (select 1; select 2;);\nselect 3", "1:" + TABLE,
					"2:create rule r as on insert to t do also (select 1; select 2;)", "3:select 3"),
			cuts("a closing parenthesis too many", "select 1);select (2;);select 3", "1:select 1)", "1:select (2;)",
					"1:select 3"),
			cuts("an open parenthesis at the end", "select (1;\nselect 2; -- x\n", "1:select (1;\nselect 2;"),
			cuts("brackets do not count", "select [1;select 2]", "1:select [1", "1:select 2]"),
			runs("parentheses in quotes", "select '(', $$($$, 1 as \"(\" /* ( */;select 2",
					"1:select '(', $$($$, 1 as \"(\"", "1:select 2"),
			// bodies of functions
			runs("BEGIN ATOMIC",
					"create function f(a int) returns int language sql begin atomic select a; select a + 1; end;select 2",
					"1:create function f(a int) returns int language sql begin atomic select a; select a + 1; end",
					"1:select 2"),
			runs("BEGIN ATOMIC with CASE",
					"CREATE OR REPLACE FUNCTION f(a int) RETURNS text BEGIN ATOMIC;\n"
							+ " SELECT CASE WHEN a = 1 THEN CASE a WHEN 1 THEN 'x' END ELSE 'y;' END; END;\nSELECT 2",
					"1:CREATE OR REPLACE FUNCTION f(a int) RETURNS text BEGIN ATOMIC;\n"
							+ " SELECT CASE WHEN a = 1 THEN CASE a WHEN 1 THEN 'x' END ELSE 'y;' END; END",
					"3:SELECT 2"),
			runs("BEGIN ATOMIC in a procedure", TABLE
					+ ";create procedure p() begin atomic insert into t values (';'); delete from t; end;select 2",
					"1:" + TABLE, "1:create procedure p() begin atomic insert into t values (';'); delete from t; end",
					"1:select 2"),
			runs("BEGIN ATOMIC after comments",
					"/* a */ create -- b\n or /* c */ replace function f() returns int begin atomic select 1; end; select 2",
					"1:create -- b\n or /* c */ replace function f() returns int begin atomic select 1; end",
					"2:select 2"),
			runs("an empty BEGIN ATOMIC", "create procedure p() begin atomic end;select 2",
					"1:create procedure p() begin atomic end", "1:select 2"),
			runs("CASE in parentheses",
					"create function f(a int) returns int begin atomic select (case a when 1 then 2 end); end;select 2",
					"1:create function f(a int) returns int begin atomic select (case a when 1 then 2 end); end",
					"1:select 2"),
			runs("parameters named begin and end",
					"create function f(begin int, \"end\" int default 1, \"case\" int = 2) returns int language sql as 'select 1';select 2",
					"1:create function f(begin int, \"end\" int default 1, \"case\" int = 2) returns int language sql as 'select 1'",
					"1:select 2"),
			runs("a variable of psql in BEGIN ATOMIC",
					"create function f(begin int, a int[]) returns int[] begin atomic select a[1:begin]; end;select 2",
					"1:create function f(begin int, a int[]) returns int[] begin atomic select a[1:begin]; end",
					"1:select 2"),
			runs("begin outside of functions", "begin;select 1;end;select case 1 when 1 then 2 end;", "1:begin",
					"1:select 1", "1:end", "1:select case 1 when 1 then 2 end"),
			runs("names that contain begin and atomic",
					"create table atomic (begin int, beginning int, \"end\" int);create function begin_atomic() returns int return 1;select begin from atomic",
					"1:create table atomic (begin int, beginning int, \"end\" int)",
					"1:create function begin_atomic() returns int return 1", "1:select begin from atomic"),
			cuts("psql counts a function named begin",
					"create function begin() returns int return 1;select 2; end;select 3",
					"1:create function begin() returns int return 1;select 2; end", "1:select 3"),
			cuts("END too often", "create function f() end end return 1;select 2",
					"1:create function f() end end return 1", "1:select 2"),
			cuts("a body that is not closed", "create function f() begin atomic select 1; select 2;\n",
					"1:create function f() begin atomic select 1; select 2;"),
			runs("a function in PL/pgSQL",
					"create function f() returns trigger language plpgsql as $$\nbegin\n  if true then return new; end if;\nend;\n$$;\nselect 2",
					"1:create function f() returns trigger language plpgsql as $$\nbegin\n  if true then return new; end if;\nend;\n$$",
					"6:select 2"),
			runs("a function with a quoted body",
					"create function f() returns int as 'select 1; select ''a;''; select 2' language sql;select 2",
					"1:create function f() returns int as 'select 1; select ''a;''; select 2' language sql",
					"1:select 2"),
			runs("no body before the fourth word", "create schema s create table s.function (begin int);select 2",
					"1:create schema s create table s.function (begin int)", "1:select 2"),
			// COPY
			runs("COPY data", TABLE + ";\ncopy t from stdin;\na\tb\n;'$$--\t/*\n\\.\nselect 2;", "1:" + TABLE,
					"2:copy t from stdin", ">a\tb\n;'$$--\t/*\n", "6:select 2"),
			runs("COPY data to the end of the file", TABLE + ";COPY t (a, b) FROM STDIN;\na\tb\nc\td", "1:" + TABLE,
					"1:COPY t (a, b) FROM STDIN", ">a\tb\nc\td"),
			runs("COPY without data", TABLE + ";\ncopy t from stdin;\n\\.\nselect 2", "1:" + TABLE,
					"2:copy t from stdin", "4:select 2"),
			runs("COPY closed at the end of the file", TABLE + ";\ncopy t from stdin;\na\tb\n\\.", "1:" + TABLE,
					"2:copy t from stdin", ">a\tb\n"),
			runs("COPY without semicolon", TABLE + ";\ncopy t from stdin", "1:" + TABLE, "2:copy t from stdin"),
			runs("COPY with nothing after it", TABLE + ";\ncopy t from stdin;", "1:" + TABLE, "2:copy t from stdin"),
			runs("COPY with empty lines and lone returns",
					"create table t (a text);\ncopy t from stdin with (format csv);\n\n\"a\rb\"\n\n\\.\nselect 2",
					"1:create table t (a text)", "2:copy t from stdin with (format csv)", ">\n\"a\rb\"\n\n",
					"7:select 2"),
			runs("COPY data like a closing line",
					"create table t (a text);\ncopy t from stdin;\n\\\\.\n \\\\.\nx\\\\.\n\\.\nselect 2",
					"1:create table t (a text)", "2:copy t from stdin", ">\\\\.\n \\\\.\nx\\\\.\n", "7:select 2"),
			runs("COPY with options",
					TABLE + ";\ncopy public . t (a) from stdin with (format csv, delimiter ';');\n1\n\\.\n"
							+ "COPY BINARY_T FROM STDIN DELIMITERS '|' NULL AS 'x';\na|x\n\\.\nselect 2"
								.replace("BINARY_T", "t"),
					"1:" + TABLE, "2:copy public . t (a) from stdin with (format csv, delimiter ';')", ">1\n",
					"5:COPY t FROM STDIN DELIMITERS '|' NULL AS 'x'", ">a|x\n", "8:select 2"),
			runs("COPY with a comment before its data",
					TABLE + ";\ncopy t /* from */ from -- x\n stdin -- y;\n; -- z; copy\na\tb\n\\.\n"
							+ "copy t from stdin; /* one */ -- two\nc\td\n\\.\ncopy t from stdin ;; \t\n\\.\nselect 2",
					"1:" + TABLE, "2:copy t /* from */ from -- x\n stdin", ">a\tb\n", "7:copy t from stdin", ">c\td\n",
					"10:copy t from stdin", "12:select 2"),
			runs("COPY of a table named from",
					"create table \"from\" (a text);\ncopy \"from\" from stdin;\nx\n\\.\nselect 2",
					"1:create table \"from\" (a text)", "2:copy \"from\" from stdin", ">x\n", "5:select 2"),
			runs("COPY from stdout", TABLE + ";\ncopy t from stdout;\na\tb\n\\.\nselect 2", "1:" + TABLE,
					"2:copy t from stdout", ">a\tb\n", "5:select 2"),
			cuts("COPY from files and programs", "copy t from 'stdin';copy t from program 'stdin';select 2",
					"1:copy t from 'stdin'", "1:copy t from program 'stdin'", "1:select 2"),
			cuts("COPY to stdout", "copy (select 1 from stdin) to stdout;copy t to stdout;select 2",
					"1:copy (select 1 from stdin) to stdout", "1:copy t to stdout", "1:select 2"),
			cuts("statements that are no COPY", "select copy from stdin;\nselect 2; \"copy\" t from stdin;select 3",
					"1:select copy from stdin", "2:select 2", "2:\"copy\" t from stdin", "2:select 3"),
			// pg_dump
			runs("the guards of pg_dump", "--\n\n\\restrict aB1\n\nselect 1;\n  \\unrestrict aB1\nselect 2;\\restrict",
					"5:select 1", "7:select 2"),
			cuts("a byte-order mark inside", "\uFEFFselect 1;select 2", "1:\uFEFFselect 1", "1:select 2"),
			cuts("control characters", "select \001;\002", "1:select \001", "1:\002"));

	/** Scripts that are refused; in place of the statements, the message. */
	static final List<LexerCase> REFUSED = List.of(
			cuts("a string", "select 1;\nselect ''\n, 'abc;\n",
					"line 3: the string that begins on this line is never closed; close it with '"),
			cuts("an E string", "\nselect E'a\\'",
					"line 2: the string that begins on this line is never closed; close it with '"),
			cuts("an E string after a backslash", "select E'\\",
					"line 1: the string that begins on this line is never closed; close it with '"),
			cuts("a quoted name", "select\n\"a\"\"",
					"line 2: the quoted name that begins on this line is never closed; close it with \""),
			cuts("a dollar quote", "do\n$x$ begin\n $y$ $$ end",
					"line 2: the dollar-quoted string that begins on this line is never closed; close it with $x$"),
			cuts("a comment", "select 1;\n/* a\n/* b */\nselect 2;",
					"line 2: the comment that begins on this line with /* is never closed; close it with */ "
							+ "(in PostgreSQL comments nest: each /* inside needs a */ of its own)"),
			cuts("a comment inside a statement", "select\n1 /* ; /* */",
					"line 2: the comment that begins on this line with /* is never closed; close it with */ "
							+ "(in PostgreSQL comments nest: each /* inside needs a */ of its own)"),
			cuts("a NUL character", "select 1;\nselect '\0'",
					"line 2: the file contains a NUL character (U+0000), which no statement may contain; "
							+ "remove it, or save the file as UTF-8 if it is in UTF-16"),
			cuts("a NUL character in a comment", "\n\n-- \0\n",
					"line 3: the file contains a NUL character (U+0000), which no statement may contain; "
							+ "remove it, or save the file as UTF-8 if it is in UTF-16"),
			cuts("connect", "select 1;\n\\connect db\n",
					"line 2: the psql command \\connect cannot run here; remove it: a migration runs on the connection that it is given"),
			cuts("include", "\\i other.sql",
					"line 1: the psql command \\i cannot run here; put the statements of that file in its place"),
			cuts("set", "-- x\n  \\set a 1",
					"line 2: the psql command \\set cannot run here; remove it and write the value wherever the variable stands"),
			cuts("copy", "\\copy t from 'x'",
					"line 1: the psql command \\copy cannot run here; write COPY … FROM stdin in its place, with the data in the following lines"),
			cuts("gexec", "select 1\n\\gexec",
					"line 2: the psql command \\gexec cannot run here; write a DO block that runs the statements with EXECUTE"),
			cuts("g in place of a semicolon", "select 1 \\g\n",
					"line 1: the psql command \\g cannot run here; end the statement with ; in its place"),
			cuts("an escaped semicolon", "select 1\\;select 2;",
					"line 1: the psql command \\; cannot run here; end the statement with ; in its place"),
			cuts("the end of data without data", "select 1;\n\\.\n",
					"line 2: the psql command \\. cannot run here; remove it: no COPY … FROM stdin stands before it"),
			cuts("any other", "\\echo\n",
					"line 1: the psql command \\echo cannot run here; remove it, or write SQL in its place"),
			cuts("a backslash alone", "select 1;\n\\",
					"line 2: the psql command \\ cannot run here; remove it, or write SQL in its place"),
			cuts("a guard inside a statement", "select\n\\restrict x\n1;",
					"line 2: the psql command \\restrict cannot run here; remove it, or write SQL in its place"),
			cuts("a longer name than a guard", "\\restricted x",
					"line 1: the psql command \\restricted cannot run here; remove it, or write SQL in its place"),
			cuts("a command behind a guard", "\n\\restrict x \\connect y",
					"line 2: the psql command \\connect cannot run here; remove it: a migration runs on the connection that it is given"),
			cuts("a statement before the data of COPY", "copy t from stdin; select 1;\na\n\\.\n",
					"line 1: the data of COPY … FROM stdin begins on the line after the statement, "
							+ "so nothing but a comment may follow the semicolon on this line; move it behind the data"),
			cuts("a comment that hides data of COPY", "copy t from stdin; /* x\n*/\na\n\\.\n",
					"line 1: the data of COPY … FROM stdin begins on the line after the statement, "
							+ "so nothing but a comment may follow the semicolon on this line; move it behind the data"),
			cuts("a statement behind a carriage return before the data of COPY",
					"copy t from stdin; -- x\rselect 1;\na\n\\.\n",
					"line 1: the data of COPY … FROM stdin begins on the line after the statement, "
							+ "so nothing but a comment may follow the semicolon on this line; move it behind the data"));

	private PostgresLexerCases() {
	}

}
