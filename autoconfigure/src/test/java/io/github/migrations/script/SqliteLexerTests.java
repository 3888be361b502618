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

import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for {@link SqliteLexer}.
 */
class SqliteLexerTests {

	static final List<LexerCase> CASES = SqliteLexerCases.ALL;

	static final List<LexerCase> EXECUTABLE = CASES.stream().filter(LexerCase::executable).toList();

	static final List<LexerCase> WITHOUT_RETURNS = CASES.stream()
		.filter((row) -> !row.script().contains("\r"))
		.toList();

	@ParameterizedTest
	@FieldSource("CASES")
	void cutsAsTheShellDoes(LexerCase row) {
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

	/**
	 * The driver runs the first statement of a text only, so that a text which held two
	 * would leave other tables behind than the whole script, run by SQLite itself.
	 */
	@ParameterizedTest
	@FieldSource("EXECUTABLE")
	void theDatabaseAcceptsEachAsOneStatement(LexerCase row) throws SQLException {
		try (Connection one = open(); Connection all = open()) {
			for (String statement : row.statements()) {
				try (Statement execution = one.createStatement()) {
					execution.execute(statement.substring(statement.indexOf(':') + 1));
				}
			}
			try (Statement execution = all.createStatement()) {
				execution.executeUpdate(row.script());
			}
			assertThat(content(one)).isEqualTo(content(all));
		}
	}

	@ParameterizedTest
	@FieldSource("io.github.migrations.script.SqliteLexerCases#REFUSED")
	void refusesWhatItCannotCut(LexerCase row) {
		for (int length : new int[] { 1, 5, Cursor.PIECE_LENGTH }) {
			assertThatThrownBy(() -> statements(row.script(), length, length)).isInstanceOf(ScriptException.class)
				.hasMessage(row.statements().get(0));
		}
	}

	@ParameterizedTest
	@CsvSource({ "'select 1', 0", "'/* a */ -- /*', 0", "'\n/* a', 2", "'\nselect 1 /*\n*', 2", "'\n\n/*/', 3",
			"'/* a */\nselect 1 /* b */\n;/* c', 3", "'select 1 /*', 0" })
	void tellsWhereAnUnterminatedCommentBegan(String script, int line) {
		for (int length : new int[] { 1, 5, Cursor.PIECE_LENGTH }) {
			SqliteLexer lexer = new SqliteLexer(new StringReader(script), length);
			LexerCase.pieces(lexer);
			assertThat(lexer.unterminatedCommentLine()).isEqualTo(line);
		}
	}

	@Test
	void keepsTheFirstTokensOfAStatement() {
		List<Piece> pieces = LexerCase.pieces("/* a */ alter -- b\n Table \"a b\".ü\n [x] `y`||x'00', 1.5e3, ?1 $q;",
				SqliteLexer::new, 16, 16);
		assertThat(pieces).filteredOn((piece) -> piece.kind() == Piece.Kind.STATEMENT)
			.singleElement()
			.extracting(Piece::tokens)
			.isEqualTo(List.of("ALTER", "TABLE", "\"a b\"", ".", "ü", "[x]", "`y`", "|", "|", "x'00'", ",", "1.5e3",
					",", "?", "1", "$Q"));
	}

	@ParameterizedTest
	@CsvSource({ "'a ; b', ' ;'", "'a -- c;\n\n; b', ' -- c;\n\n;'", "'a /* ; */;;', ' /* ; */;'", "'a', ''",
			"'a\n', ''", "'a\r\n', ''", "'a\n\n', '\n'", "'a /* b\n', ' /* b'" })
	void keepsWhatTheShellSendsAlong(String script, String tail) {
		for (int length : new int[] { 1, 5, Cursor.PIECE_LENGTH }) {
			List<Piece> pieces = LexerCase.pieces(script, SqliteLexer::new, length, length);
			assertThat(pieces.get(0).tail()).isEqualTo(tail);
			assertThat(pieces.get(0).sql()).isEqualTo("a" + tail);
		}
	}

	private static Connection open() throws SQLException {
		return DriverManager.getConnection("jdbc:sqlite::memory:");
	}

	private static List<String> content(Connection connection) throws SQLException {
		List<String> rows = new ArrayList<>();
		try (Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("select sql from sqlite_schema union all "
						+ "select sql from sqlite_temp_schema union all select total_changes()")) {
			while (result.next()) {
				rows.add(result.getString(1));
			}
		}
		return rows;
	}

	private static List<String> statements(String script, int pieceLength, int read) {
		return LexerCase.statements(LexerCase.pieces(script, SqliteLexer::new, pieceLength, read));
	}

}
