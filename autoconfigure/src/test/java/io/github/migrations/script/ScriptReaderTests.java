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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ScriptReader}.
 */
class ScriptReaderTests {

	private static final int BUFFER = 32 * 1024;

	/** Characters of one, two, three and four bytes. */
	private static final String MIXED = "aé€😀";

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 5, 7, 1000, BUFFER, 3 * BUFFER })
	void readsEveryCharacterWhateverTheTarget(int length) throws IOException {
		String text = MIXED.repeat(10_000);
		assertThat(read(bytes(text), length)).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 })
	void readsCharactersOverTheEndOfItsBuffer(int before) throws IOException {
		String text = "x".repeat(BUFFER - before) + MIXED + "y".repeat(BUFFER - 5) + MIXED;
		for (int length : new int[] { 1, 2, 3, BUFFER - before + 1, BUFFER, 4 * BUFFER }) {
			assertThat(read(bytes(text), length)).isEqualTo(text);
			assertThat(read(bytes("\uFEFF" + text), length)).isEqualTo(text);
		}
	}

	@Test
	void readsAFileThatEndsWithItsBuffer() throws IOException {
		for (int length : new int[] { BUFFER - 1, BUFFER, BUFFER + 1, 2 * BUFFER, 0 }) {
			assertThat(read(bytes("x".repeat(length)), 100)).hasSize(length);
		}
	}

	@Test
	void readsAStreamThatDeliversByteByByte() throws IOException {
		InputStream slow = new FilterInputStream(new ByteArrayInputStream(bytes("\uFEFF" + MIXED))) {
			@Override
			public int read(byte[] target, int offset, int length) throws IOException {
				return super.read(target, offset, Math.min(1, length));
			}
		};
		try (ScriptReader reader = new ScriptReader(slow)) {
			char[] target = new char[10];
			assertThat(new String(target, 0, reader.read(target, 0, 10))).isEqualTo(MIXED);
			assertThat(reader.read(target, 0, 10)).isEqualTo(-1);
			assertThat(reader.read(target, 0, 10)).isEqualTo(-1);
		}
	}

	@Test
	void writesNowhereButWhereItWasAskedTo() throws IOException {
		try (ScriptReader reader = new ScriptReader(new ByteArrayInputStream(bytes("😀b")))) {
			char[] target = "------".toCharArray();
			assertThat(reader.read(target, 3, 0)).isZero();
			assertThat(reader.read(target, 3, 1)).isEqualTo(1);
			assertThat(reader.read(target, 1, 1)).isEqualTo(1);
			assertThat(reader.read(target, 5, 1)).isEqualTo(1);
			assertThat(target).isEqualTo(new char[] { '-', '\uDE00', '-', '\uD83D', '-', 'b' });
		}
	}

	@ParameterizedTest
	@CsvSource({ "'', ''", "EFBBBF, ''", "EFBBBF61, a", "EFBBBFEFBBBF61, \uFEFFa", "61EFBBBF, a\uFEFF",
			"EFBFBD, \uFFFD", "EFBFBE, \uFFFE", "C280, \u0080", "F48FBFBF, \uDBFF\uDFFF", "00, '\u0000'" })
	void readsUtf8(String bytes, String text) throws IOException {
		assertThat(read(HexFormat.of().parseHex(bytes), 1)).isEqualTo(text);
		assertThat(read(HexFormat.of().parseHex(bytes), 10)).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			FF,             1, FF, 1
			FFFE61006200,   1, FF, 1
			61C3,           2, C3, 1
			61C328,         2, C3, 1
			E282,           1, E2, 1
			61F09F98,       2, F0, 1
			C080,           1, C0, 1
			EDA080,         1, ED, 1
			F4908080,       1, F4, 1
			80,             1, 80, 1
			EFBBBFE9,       4, E9, 1
			EFBB,           1, EF, 1
			610A620A0AE9,   6, E9, 4
			C3A90D0AE90A,   5, E9, 2
			""")
	void refusesWhatIsNotUtf8WithItsByteAndLine(String bytes, int position, String value, int line) {
		for (int length : new int[] { 1, 2, 100 }) {
			refuses(HexFormat.of().parseHex(bytes), length, position, value, line);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { -5, -2, -1, 0, 1, 2 })
	void countsBytesAndLinesOverTheEndOfItsBuffer(int shift) throws IOException {
		ByteArrayOutputStream file = new ByteArrayOutputStream();
		file.write(bytes("\uFEFF" + "é\n".repeat(4)));
		file.write(bytes("\n".repeat(2 * BUFFER + shift - file.size())));
		int lines = 2 * BUFFER + shift - 10;
		file.write(0xE9);
		file.write(bytes("abc\n\n"));
		for (int length : new int[] { 1, 1000, 4 * BUFFER }) {
			refuses(file.toByteArray(), length, 2 * BUFFER + shift + 1, "E9", lines);
		}
	}

	private static void refuses(byte[] bytes, int length, int position, String value, int line) {
		assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> read(bytes, length))
			.withMessage(
					"line " + line + ": byte " + position + " (0x" + value + ") is not UTF-8. Save the file as UTF-8");
	}

	@Test
	void theChecksumIsThatOfTheContentWhateverTheTarget() throws IOException {
		String text = (MIXED + "\n").repeat(20_000);
		String expected = checksum(text, 4096);
		assertThat(checksum(text, 1)).isEqualTo(expected);
		assertThat(checksum("\uFEFF" + text, 3)).isEqualTo(expected);
		assertThat(checksum(text.replace("\n", "\r\n"), 5)).isEqualTo(expected);
		assertThat(checksum(text.replace("\n", "\r"), 5)).isNotEqualTo(expected);
		assertThat(checksum(text + "\uFEFF", 5)).isNotEqualTo(expected);
		assertThat(checksum(text + "\r", 5)).isNotEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(ints = { -2, -1, 0, 1 })
	void aLineEndThatItsBufferCutsIsOne(int shift) throws IOException {
		String text = "x".repeat(BUFFER + shift) + "\n" + "y".repeat(BUFFER);
		assertThat(checksum(text.replace("\n", "\r\n"), 100)).isEqualTo(checksum(text, 100));
	}

	@Test
	void closesTheStream() throws IOException {
		AtomicInteger closed = new AtomicInteger();
		new ScriptReader(new ByteArrayInputStream(new byte[0]) {
			@Override
			public void close() {
				closed.incrementAndGet();
			}
		}).close();
		assertThat(closed).hasValue(1);
	}

	private static String checksum(String text, int length) throws IOException {
		ScriptReader reader = new ScriptReader(new ByteArrayInputStream(bytes(text)));
		drain(reader, length);
		return reader.checksum();
	}

	private static String read(byte[] bytes, int length) throws IOException {
		return drain(new ScriptReader(new ByteArrayInputStream(bytes)), length);
	}

	private static String drain(ScriptReader reader, int length) throws IOException {
		StringBuilder text = new StringBuilder();
		char[] target = new char[length];
		for (int count = reader.read(target, 0, length); count >= 0; count = reader.read(target, 0, length)) {
			assertThat(count).isPositive();
			text.append(target, 0, count);
		}
		return text.toString();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
