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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Script} and {@link Pieces}.
 */
class ScriptTests {

	private final List<String> statements = new ArrayList<>();

	@Test
	void tellsWhatAFileHolds() {
		Script script = read("-- migration: description=Two, and a half\n\nSELECT 1;\n/* a */ SELECT\n2;;\n-- b");
		assertThat(this.statements).containsExactly("3:SELECT 1", "4:SELECT\n2");
		assertThat(script.statements()).isEqualTo(2);
		assertThat(script.file().shown()).isEqualTo("db/migrations/1_x.sql");
		assertThat(script.description("Title")).isEqualTo("Two, and a half");
		assertThat(script.directives().transactionOff()).isFalse();
	}

	@Test
	void theNameGivesTheDescriptionWhereNoDirectiveDoes() {
		assertThat(read("SELECT 1").description("Title")).isEqualTo("Title");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ";;", "-- only a comment", "/* a */\n\n", "\uFEFF", "\uFEFF-- a\r\n" })
	void aFileMayHoldNoStatement(String text) {
		assertThat(read(text).statements()).isZero();
		assertThat(this.statements).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "'', e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
			"'\uFEFF', e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
			"'SELECT 1;', 17db4fd369edb9244b9f91d9aeed145c3d04ad8ba6e95d06247f07a63527d11a" })
	void theChecksumIsThatOfTheBytes(String text, String hex) {
		assertThat(Script.checksum(TestFile.of("1_x.sql", text))).isEqualTo("sha256:" + hex);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "SELECT 1", "\uFEFF-- a\r\nSELECT 1;\r\n-- b", "SELECT '\r\n\r';\r", "-- 😀" })
	void theChecksumIsTheSameWithAndWithoutLexer(String text) {
		assertThat(read(text).checksum()).isEqualTo(Script.checksum(TestFile.of("1_x.sql", text)));
	}

	@Test
	void theChecksumOfAFileThatCannotBeCutIsThereAllTheSame() {
		assertThat(Script.checksum(TestFile.of("1_x.sql", "SELECT 'open"))).startsWith("sha256:");
	}

	@Test
	void namesFileAndLineOfWhatCannotBeCut() {
		assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> read("SELECT 1;\n\n.read x.sql\n"))
			.withMessage(
					"db/migrations/1_x.sql:3: the sqlite3 command .read cannot run here; put the statements of that "
							+ "file in its place");
		assertThat(this.statements).containsExactly("1:SELECT 1");
	}

	@ParameterizedTest
	@CsvSource({ "'/* a', 1", "'SELECT 1;\n/* a\n\nDROP TABLE t;', 2", "'SELECT 1 /*\n* /', 1" })
	void tellsWhereACommentBeganThatIsNeverClosed(String text, int line) {
		assertThat(read(text).unterminatedComment()).isEqualTo(line);
	}

	@Test
	void namesFileByteAndLineOfWhatIsNotUtf8() {
		ScriptFile file = TestFile.of("1_x.sql", "SELECT 1;\n-- caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
		String message = "db/migrations/1_x.sql:2: byte 17 (0xE9) is not UTF-8. Save the file as UTF-8";
		assertThatExceptionOfType(ScriptException.class)
			.isThrownBy(() -> Script.read(file, Placeholders.NONE, SqliteLexer::new, this::remember))
			.withMessage(message);
		assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> Script.checksum(file)).withMessage(message);
	}

	@Test
	void namesAFileThatCannotBeOpened() {
		ScriptFile file = new ScriptFile("1_x.sql", "db/migrations/1_x.sql", () -> {
			throw new IOException("no such file");
		});
		assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> Script.checksum(file))
			.withMessage("db/migrations/1_x.sql: cannot be read: java.io.IOException: no such file")
			.withCauseInstanceOf(IOException.class);
	}

	@Test
	void namesAFileThatCannotBeReadToItsEnd() {
		ScriptFile file = TestFile.breaking("1_x.sql", "SELECT 1;");
		assertThatExceptionOfType(ScriptException.class)
			.isThrownBy(() -> Script.read(file, Placeholders.NONE, PostgresLexer::new, this::remember))
			.withMessage("db/migrations/1_x.sql: cannot be read: java.io.IOException: the disk is gone")
			.withCauseInstanceOf(IOException.class);
	}

	@Test
	void namesFileAndLineOfAWrongDirective() {
		assertThatExceptionOfType(ScriptException.class)
			.isThrownBy(() -> read("\n-- migration: transaction=on\nSELECT 1"))
			.withMessage("db/migrations/1_x.sql:2: the directive 'transaction' knows only the value 'off', not 'on'");
	}

	private Script read(String text) {
		return Script.read(TestFile.of("1_x.sql", text), Placeholders.NONE, SqliteLexer::new, this::remember);
	}

	private void remember(Piece statement) {
		this.statements.add(statement.line() + ":" + statement.text());
	}

}
