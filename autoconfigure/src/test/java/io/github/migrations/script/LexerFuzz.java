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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files that nobody would write. Each is read, or refused with its line; no other
 * exception leaves, and a file of a million characters takes no longer than one of as
 * many statements (otherwise these tests would not end).
 */
abstract class LexerFuzz {

	private static final int SIZE = 1_000_000;

	private static final List<String> UNITS = List.of("$", "$$ ", "$a", "$a$ ", "a$b ", "$1", "(", ")", "()", "[", "]",
			"/*", "*/", "/*/", "/**/", "--", "--\n", "-- migration: ", "-- migration: empty\n", "'", "''", "\"", "\"\"",
			"`", "E'", "E'\\'", "E'' ", "E''\n", "E''--\n", "U&'", "x'", "BEGIN ", "BEGIN;", "BEGIN ATOMIC ", "CASE ",
			"END ", "END;", "CREATE TRIGGER ", "CREATE TRIGGER t BEGIN ", "CREATE FUNCTION f() BEGIN ATOMIC ",
			"COPY t FROM stdin;\n", "COPY t FROM stdin;\n\\.\n", "\\.\n", "\\", "\n\\", "\n.", "#", "\n#", ";", ";\n",
			" ", "\n", "\r", "\r\n", "\t", "\uFEFF", "\u00A0", "\0", "é", "\uD83D\uDE00", "a", "1", "1e", "1.", ":",
			"::", ":a", "{", "${a}", "${", "INSERT ", "INSERT '", "INSERT a$a", "INSERT a'", "INSERT -",
			"INSERT INTO t;", "a,", ".", "+", "-", "/", "\\restrict x\n");

	private static final Placeholders PLACEHOLDERS = new Placeholders(Map.of("a", ""));

	private final Function<Reader, Lexer> lexer;

	LexerFuzz(Function<Reader, Lexer> lexer) {
		this.lexer = lexer;
	}

	@Property(tries = 3000)
	void bytesAreReadOrRefused(@ForAll @Size(max = 300) byte[] bytes) {
		assertReadOrRefused(bytes);
	}

	@Property(tries = 3000)
	void asciiIsReadOrRefused(@ForAll("ascii") String script) {
		assertReadOrRefused(script.getBytes(StandardCharsets.US_ASCII));
	}

	@Provide
	Arbitrary<String> ascii() {
		return Arbitraries.strings().withCharRange('\t', '~').ofMaxLength(400);
	}

	@Property(tries = 3000)
	void soupIsReadOrRefused(@ForAll("soup") String script) {
		assertReadOrRefused(script.getBytes(StandardCharsets.UTF_8));
	}

	@Provide
	Arbitrary<String> soup() {
		return Arbitraries.of(UNITS).list().ofMaxSize(120).map((units) -> String.join("", units));
	}

	static Stream<String> units() {
		return UNITS.stream();
	}

	@ParameterizedTest
	@MethodSource("units")
	void aMillionCharactersOfTheSameAreReadOrRefused(String unit) {
		String script = unit.repeat(SIZE / unit.length());
		assertReadOrRefused(script.getBytes(StandardCharsets.UTF_8));
	}

	@ParameterizedTest
	@MethodSource("units")
	void aMillionCharactersBehindARowAreReadOrRefused(String unit) {
		String script = "INSERT INTO t VALUES (" + unit.repeat(SIZE / unit.length());
		assertReadOrRefused(script.getBytes(StandardCharsets.UTF_8));
	}

	private void assertReadOrRefused(byte[] bytes) {
		ScriptFile file = TestFile.of("1_x.sql", bytes);
		List<Piece> pieces = new ArrayList<>();
		try {
			Script script = Script.read(file, PLACEHOLDERS, this.lexer, pieces::add);
			assertThat(pieces).filteredOn((piece) -> piece.kind() == Piece.Kind.STATEMENT).hasSize(script.statements());
			int length = pieces.stream().mapToInt((piece) -> piece.text().length()).sum();
			assertThat(length).isLessThanOrEqualTo(bytes.length);
		}
		catch (ScriptException ex) {
			long lines = new String(bytes, StandardCharsets.UTF_8).chars().filter((c) -> c == '\n').count() + 1;
			assertThat(ex.getFile()).isEqualTo("db/migrations/1_x.sql");
			assertThat((long) ex.getLine()).isBetween(1L, lines);
		}
	}

}
