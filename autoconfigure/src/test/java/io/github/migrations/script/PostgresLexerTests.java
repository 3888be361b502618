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

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for {@link PostgresLexer}.
 */
class PostgresLexerTests {

	static final List<LexerCase> CASES = PostgresLexerCases.ALL;

	static final List<LexerCase> EXECUTABLE = CASES.stream().filter(LexerCase::executable).toList();

	static final List<LexerCase> WITHOUT_RETURNS = CASES.stream()
		.filter((row) -> !row.script().contains("\r"))
		.toList();

	static LexerPostgres postgres;

	@BeforeAll
	static void start() {
		postgres = new LexerPostgres();
	}

	@AfterAll
	static void stop() throws IOException {
		postgres.close();
	}

	@ParameterizedTest
	@FieldSource("CASES")
	void cutsAsPsqlDoes(LexerCase row) {
		assertThat(statements(row.script(), Cursor.PIECE_LENGTH, Integer.MAX_VALUE)).isEqualTo(row.statements());
	}

	@ParameterizedTest
	@FieldSource("CASES")
	void cutsTheSameWhereverTheBufferEnds(LexerCase row) {
		for (int length = 1; length < 20; length++) {
			assertThat(statements(row.script(), length, Integer.MAX_VALUE)).isEqualTo(row.statements());
			assertThat(statements(row.script(), length, 1)).isEqualTo(row.statements());
		}
	}

	@ParameterizedTest
	@FieldSource("WITHOUT_RETURNS")
	void cutsTheSameWithWindowsLineEnds(LexerCase row) {
		List<String> statements = row.statements().stream().map((text) -> text.replace("\n", "\r\n")).toList();
		assertThat(statements(row.script().replace("\n", "\r\n"), 7, Integer.MAX_VALUE)).isEqualTo(statements);
	}

	@ParameterizedTest
	@FieldSource("EXECUTABLE")
	void theServerAcceptsEachAsOneStatement(LexerCase row) throws IOException {
		List<String> statements = row.statements();
		try (LexerPostgres.Session session = postgres.open()) {
			session.run("drop schema public cascade", "");
			session.run("create schema public", "");
			for (int i = 0; i < statements.size(); i++) {
				String statement = statements.get(i);
				String data = (i + 1 < statements.size()) ? statements.get(i + 1) : "";
				if (!statement.startsWith(">")) {
					String sql = statement.substring(statement.indexOf(':') + 1);
					String error = session.run(sql, data.startsWith(">") ? data.substring(1) : "");
					assertThat(error).describedAs(sql).isNull();
				}
			}
		}
	}

	@Test
	void theServerTellsTwoStatementsFromOne() throws IOException {
		try (LexerPostgres.Session session = postgres.open()) {
			assertThat(session.run("select 1; select 2", "")).contains("cannot insert multiple commands");
		}
	}

	@ParameterizedTest
	@FieldSource("io.github.migrations.script.PostgresLexerCases#REFUSED")
	void refusesWhatItCannotCut(LexerCase row) {
		for (int length : new int[] { 1, 5, Cursor.PIECE_LENGTH }) {
			assertThatThrownBy(() -> statements(row.script(), length, length)).isInstanceOf(ScriptException.class)
				.hasMessage(row.statements().get(0));
		}
	}

	@Test
	void keepsTheFirstTokensOfAStatement() {
		assertThat(tokens("/* a */ alter -- b\n Table \"a b\".ü\n add $1 ->> E'x\\'y' U&\"q\", 1.5e3 $$d$$"))
			.containsExactly("ALTER", "TABLE", "\"a b\"", ".", "ü", "ADD", "$1", "-", ">", ">", "E'x\\'y'", "U&\"q\"",
					",", "1.5e3", "$$d$$");
	}

	@Test
	void keepsNotMoreThanSoManyTokensAndCharacters() {
		assertThat(tokens("select 'a" + "a".repeat(1000) + "'" + ", x".repeat(100))).hasSize(Piece.MAX_TOKENS)
			.contains("'" + "a".repeat(Piece.MAX_TOKEN_LENGTH - 1));
	}

	@Test
	void takesALongStatementWholeAndGoesOn() {
		String literal = "'" + "x;\n".repeat(100_000) + "'";
		String script = "select 1;\nselect " + literal + ";\n" + "select 2;\n".repeat(50_000);
		List<Piece> statements = LexerCase.pieces(new PostgresLexer(new StringReader(script)))
			.stream()
			.filter((piece) -> piece.kind() == Piece.Kind.STATEMENT)
			.toList();
		assertThat(statements).hasSize(50_002);
		assertThat(statements.get(1).text()).isEqualTo("select " + literal);
		assertThat(statements.get(50_001).line()).isEqualTo(150_002);
	}

	@Test
	void cutsLongTriviaAndDataIntoSmallPieces() {
		String script = "/* " + "x".repeat(500_000) + "*/\n--" + "y".repeat(500_000) + "\n" + " ".repeat(500_000)
				+ "copy t from stdin;\n" + "a\n".repeat(100_000) + "b".repeat(500_000) + "\n\\.\n";
		List<Piece> pieces = LexerCase.pieces(new PostgresLexer(new StringReader(script)));
		assertThat(pieces).allMatch((piece) -> piece.text().length() <= Cursor.PIECE_LENGTH + 1);
		assertThat(pieces.stream().map(Piece::text).collect(Collectors.joining())).isEqualTo(script);
	}

	@Test
	void doesNotCutASurrogatePair() {
		String face = new String(Character.toChars(0x1F600));
		String script = "-- " + face.repeat(9) + "\ncopy t from stdin;\n" + face.repeat(9) + "\n\\.\n";
		for (int length = 1; length < 12; length++) {
			assertThat(LexerCase.pieces(script, PostgresLexer::new, length, 1))
				.noneMatch((piece) -> Character.isLowSurrogate(piece.text().charAt(0)));
		}
	}

	private static List<String> tokens(String script) {
		return LexerCase.pieces(script, PostgresLexer::new, 16, 16)
			.stream()
			.filter((piece) -> piece.kind() == Piece.Kind.STATEMENT)
			.findFirst()
			.orElseThrow()
			.tokens();
	}

	private static List<String> statements(String script, int pieceLength, int read) {
		return LexerCase.statements(LexerCase.pieces(script, PostgresLexer::new, pieceLength, read));
	}

}
