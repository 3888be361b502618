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

/**
 * Property tests for {@link PostgresLexer}.
 */
class PostgresLexerPropertyTests extends LexerProperties {

	PostgresLexerPropertyTests() {
		super(PostgresLexer::new);
	}

	@Override
	List<String> fragments() {
		return List.of("select ", "insert ", "insert", "values (", ", ", "=", ".", "&", "1", "a", "ü", "\uD83D\uDE00",
				"_", "$", "$$", "$a$", "$1", "$ü$", "'", "''", "\"", "E'", "e", "U&", "n'", "x'", "\\", "\\\\'", "\\.",
				"\\.\n", "\\restrict a", "--", "-", "/*", "*/", "/", "*", "+", "@", "(", ")", "[", ":", "::", ";",
				";\n", " ", "\n", "\r", "\r\n", "\t", "\013", "\u00A0", "\0", "create ", "or ", "replace ", "function ",
				"procedure ", "begin ", "atomic ", "case ", "end", "copy ", "t ", "from ", "stdin",
				"copy t from stdin;\n", "set standard_conforming_strings = off;", "1.5e+3", "..", "#", "\uFEFF");
	}

	@Override
	List<String> statementsToJoin() {
		return List.of("select 1", "select 'a;b''--'", "select E'\\';/*'", "select $$;'$$", "select $x$ $$;$x$",
				"select \"a;\"\"--\"", "create rule r as on insert to t do (select 1; select 2;)",
				"create function f() returns int begin atomic select case 1 when 1 then 2 end; select 2; end",
				"create or replace procedure p(\"end\" int) begin atomic end", "begin", "end", "commit",
				"select 1 /* ; /* ; */ */ + -- ;'\n 2", "select a$b$ from \uD83D\uDE00",
				"select array[1]::int[] #- '{;}'", "do $do$ begin perform $x$;$x$; end $do$", "select U&'\\0061;'",
				"copy t to stdout", "select ')'",
				"insert into t values (1, 'a;b''--'), (-2, E'\\';/*'), ($x$ $$;$x$, U&'\\0061;')",
				"insert into a$b$ (\"c;\") values (N';', x'0', 1.e5, :v) /* ; */ returning case a when 1 then 2 end",
				"UPDATE t set a=a::text||';' where(b)in(1,2)", "delete from t where a = 1--;\n and b = 2");
	}

	@Override
	List<String> triviaToJoin() {
		return List.of(" ", "\n", "\r\n", "\t", "-- a; 'b\n", "--\r\n", "/* c; \" */", "/* /* $$ */ ; */", "\f", "\013",
				"/**/");
	}

}
