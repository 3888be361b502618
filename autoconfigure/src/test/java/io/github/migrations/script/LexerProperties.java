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
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds of a lexer whatever the script, and of any script made of known statements.
 */
abstract class LexerProperties {

	private final BiFunction<Reader, Integer, Lexer> lexer;

	LexerProperties(BiFunction<Reader, Integer, Lexer> lexer) {
		this.lexer = lexer;
	}

	/** Pieces of text that are likely to confuse a lexer. */
	abstract List<String> fragments();

	/** Statements that stand on their own, as they are cut. */
	abstract List<String> statementsToJoin();

	/** Trivia that may stand between any two statements, but for semicolons. */
	abstract List<String> triviaToJoin();

	@Property(tries = 5000)
	void piecesAreTheScriptWhateverTheBuffer(@ForAll("hostile") String script,
			@ForAll @IntRange(min = 1, max = 40) int length) {
		List<String> whole = statements(script, Cursor.PIECE_LENGTH, Integer.MAX_VALUE);
		assertThat(statements(script, length, 1)).isEqualTo(whole);
		assertThat(statements(script, length, Integer.MAX_VALUE)).isEqualTo(whole);
	}

	@Property(tries = 5000)
	void noStatementIsEmptyOrLedByTrivia(@ForAll("hostile") String script) {
		Lexer cutting = this.lexer.apply(new StringReader(script), Cursor.PIECE_LENGTH);
		List<Piece> pieces = new ArrayList<>();
		try {
			pieces.addAll(LexerCase.pieces(cutting));
		}
		catch (ScriptException ex) {
			assertThat(ex.getLine()).isPositive();
		}
		assertThat(pieces).filteredOn((piece) -> piece.kind() == Piece.Kind.STATEMENT).allSatisfy((piece) -> {
			assertThat(piece.tokens()).isNotEmpty().doesNotContain("");
			assertThat(piece.text()).startsWithIgnoringCase(piece.tokens().get(0));
		});
	}

	@Property(tries = 5000)
	void aStatementCutAgainIsItself(@ForAll("hostile") String script) {
		Assume.that(!script.contains("standard_conforming_strings"));
		for (String statement : statements(script, Cursor.PIECE_LENGTH, Integer.MAX_VALUE)) {
			if (statement.matches("(?s)[0-9]+:.*")) {
				String text = statement.substring(statement.indexOf(':') + 1);
				// some characters have a meaning of their own at the beginning of a line
				assertThat(statements("/**/" + text, Cursor.PIECE_LENGTH, Integer.MAX_VALUE))
					.containsExactly("1:" + text);
			}
		}
	}

	/**
	 * What follows the first word of a statement that changes rows is gone over by
	 * another way, which must not lead elsewhere.
	 */
	@Property(tries = 20000)
	void rowsAreCutAsAnyOtherStatement(@ForAll("hostile") String rest, @ForAll("rowWord") String word,
			@ForAll @IntRange(min = 1, max = 40) int length) {
		String other = "x".repeat(word.length());
		List<String> expected = statements(other + " " + rest, length, Integer.MAX_VALUE).stream()
			.map((statement) -> statement.replaceFirst("^1:" + other, "1:" + word))
			.toList();
		assertThat(statements(word + " " + rest, length, Integer.MAX_VALUE)).isEqualTo(expected);
	}

	@Provide
	Arbitrary<String> rowWord() {
		return Arbitraries.of("insert", "UPDATE", "Delete", "replace");
	}

	@Property(tries = 5000)
	void knownStatementsAreFound(@ForAll("joined") Tuple2<String, List<String>> script,
			@ForAll @IntRange(min = 1, max = 40) int length) {
		assertThat(statements(script.get1(), length, Integer.MAX_VALUE)).isEqualTo(script.get2());
	}

	@Provide
	Arbitrary<String> hostile() {
		return Arbitraries.of(fragments()).list().ofMaxSize(25).map((parts) -> String.join("", parts));
	}

	@Provide
	Arbitrary<Tuple2<String, List<String>>> joined() {
		Arbitrary<String> trivia = Arbitraries.of(triviaToJoin())
			.list()
			.ofMaxSize(4)
			.map((all) -> String.join("", all));
		Arbitrary<Tuple2<String, String>> statement = Arbitraries.of(statementsToJoin())
			.flatMap((text) -> trivia.map((after) -> Tuple.of(text, after)));
		return trivia.flatMap((first) -> statement.list().ofMaxSize(8).map((list) -> join(first, list)));
	}

	private static Tuple2<String, List<String>> join(String first, List<Tuple2<String, String>> statements) {
		StringBuilder script = new StringBuilder(first);
		List<String> expected = new ArrayList<>();
		for (Tuple2<String, String> statement : statements) {
			long line = 1 + script.chars().filter((c) -> c == '\n').count();
			expected.add(line + ":" + statement.get1());
			// half of the trivia before the semicolon, half after it
			String trivia = statement.get2();
			boolean before = trivia.length() % 2 == 0;
			script.append(statement.get1()).append(before ? trivia + ";" : ";" + trivia);
		}
		return Tuple.of(script.toString(), expected);
	}

	private List<String> statements(String script, int length, int read) {
		try {
			return LexerCase.statements(LexerCase.pieces(script, this.lexer, length, read));
		}
		catch (ScriptException ex) {
			@Nullable String message = ex.getMessage();
			return List.of("refused: " + message);
		}
	}

}
