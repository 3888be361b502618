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
 * Property tests for {@link SqliteLexer}.
 */
class SqliteLexerPropertyTests extends LexerProperties {

	SqliteLexerPropertyTests() {
		super(SqliteLexer::new);
	}

	@Override
	List<String> fragments() {
		return List.of("select ", "insert ", "replace", "values (", ", ", "1.", "=", "&", "1", "a", "ü", "\uD83D\uDE00",
				"_", "$", "'", "''", "\"", "`", "[", "]", "x'", "X", "\\", ".", ".read", "#", "\n#", "--", "-", "/*",
				"*/", "/", "*", "+", "@", "(", ")", ":", ";", ";\n", " ", "\n", "\r", "\r\n", "\t", "\013", "\f",
				"\u00A0", "\0", "create ", "temp ", "temporary ", "trigger ", "create trigger ", "explain ", "begin ",
				"case ", "end", "; end", "1.5e+3", "\uFEFF");
	}

	@Override
	List<String> statementsToJoin() {
		return List.of("select 1", "select 'a;b''--'", "select 'a\\'", "select \"a;\"\"--\"", "select `a;`, [b;'`]",
				"create trigger x after insert on t begin select 1; select case 1 when 2 then 3 end; end",
				"CREATE TEMP TRIGGER x BEGIN SELECT 1;/* ; */ END", "explain create trigger x begin select 1; END",
				"explain query plan select 1", "begin", "end", "commit", "select 1 /* ; /* ; */ + -- ;'\n 2",
				"select (1", "select x';', '#', 1\n#", "create table \"trigger\" (\"end\")",
				"insert into t values (1), (';')",
				"Insert or Replace into [a;b] (`c;'`, \"d;\") values (x';', -1.5e-3, ?1, :v) on conflict do nothing",
				"REPLACE into t select case a when 1 then ';' end /* ; */ from t --;\n where a->>'$.b;' = 1",
				"update t set a=1/2-3", "delete from t where a like '%;' escape '\\'");
	}

	@Override
	List<String> triviaToJoin() {
		return List.of(" ", "\n", "\r\n", "\t", "-- a; 'b\n", "--\r\n", "/* c; \" */", "/* /* [ ; */", "\f", "/**/");
	}

}
