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

import java.io.Reader;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HeadReader}, with trivia as the real lexers cut it.
 */
class HeadReaderTests {

	private static final String UNKNOWN = ": unknown directive 'wrong'. The directives are: description, transaction, "
			+ "foreign-keys, allow, empty, batch, pause, lock-timeout, statement-timeout";

	static Stream<Function<Reader, Lexer>> lexers() {
		return Stream.of(1, 2, 3, 7, 64, Cursor.PIECE_LENGTH)
			.flatMap((length) -> Stream.of((reader) -> new SqliteLexer(reader, length),
					(reader) -> new PostgresLexer(reader, length)));
	}

	@ParameterizedTest
	@MethodSource("lexers")
	void findsDirectivesWhereverTheTriviaIsCut(Function<Reader, Lexer> lexer) {
		assertThat(read("-- migration: description=One\r\n;\n/* a -- migration: wrong=1 */ -- migration: empty\n"
				+ "  \t-- migration: transaction=off", lexer))
			.isEqualTo(read("-- migration: description=One\n-- migration: empty, transaction=off\nSELECT 1",
					SqliteLexer::new));
	}

	@ParameterizedTest
	@MethodSource("lexers")
	void looksNoFurtherThanTheFirstStatement(Function<Reader, Lexer> lexer) {
		assertThat(read("-- a\nSELECT 1; -- migration: wrong=1\n-- migration: empty\nSELECT 2", lexer))
			.isEqualTo(Directives.NONE);
		assertThat(read("SELECT 1 -- migration: wrong=1\n;", lexer)).isEqualTo(Directives.NONE);
	}

	@ParameterizedTest
	@MethodSource("lexers")
	void namesTheLineOfAWrongDirective(Function<Reader, Lexer> lexer) {
		refuses("-- migration: wrong=1", lexer, 1);
		refuses("\n\n/* two\nlines */ /**/ --x\r\n-- migration: wrong=1\nSELECT 1", lexer, 5);
		refuses("/* -- */ -- migration: wrong=1\r\n", lexer, 1);
		refuses("/*/ a */\n-- migration: wrong=1", lexer, 2);
		refuses("-- /*\n-- migration: wrong=1\n", lexer, 2);
	}

	private static void refuses(String script, Function<Reader, Lexer> lexer, int line) {
		assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> read(script, lexer))
			.withMessage("db/migrations/1_x.sql:" + line + UNKNOWN);
	}

	@Test
	void followsNestedCommentsWhereTheDatabaseDoes() {
		String script = "/* a /* b */ -- migration: empty\n*/\n-- migration: transaction=off\n";
		assertThat(read(script, PostgresLexer::new)).satisfies((directives) -> {
			assertThat(directives.empty()).isFalse();
			assertThat(directives.transactionOff()).isTrue();
		});
		assertThat(read("/* a /* b */ -- migration: empty\n", SqliteLexer::new).empty()).isTrue();
	}

	@Test
	void passesOverTheLinesThatTheShellOfSqlitePassesOver() {
		assertThat(read("# it's /* no comment\n\n# -- migration: wrong=1\n-- migration: empty\n", SqliteLexer::new)
			.empty()).isTrue();
	}

	@Test
	void aCommentOfPostgresEndsAtACarriageReturn() {
		assertThat(read("-- migration: transaction=off\r-- migration: empty\rSELECT 1", PostgresLexer::new))
			.satisfies((directives) -> {
				assertThat(directives.transactionOff()).isTrue();
				assertThat(directives.empty()).isTrue();
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-", "/", "\n", "-- ", "--", "/**/", ";;;", "-- migration:" })
	void saysNothingOfNothing(String script) {
		assertThat(List.of(read(script, SqliteLexer::new), read(script, PostgresLexer::new)))
			.containsOnly(Directives.NONE);
	}

	@Test
	void findsADirectiveBehindAVeryLongComment() {
		String script = "/*" + "* -- /".repeat(1_000_000) + "*/\n--" + "-".repeat(5_000_000)
				+ "\n-- migration: empty\n";
		assertThat(read(script, SqliteLexer::new).empty()).isTrue();
	}

	private static Directives read(String script, Function<Reader, Lexer> lexer) {
		return Script.read(TestFile.of("1_x.sql", script), Placeholders.NONE, lexer, (statement) -> {
		}).directives();
	}

}
