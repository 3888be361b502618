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

package io.github.migrations.history.foreign;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.migrations.script.ScriptFile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FileChecksum}.
 */
class FileChecksumTests {

	@ParameterizedTest
	@ValueSource(strings = { "a\nb\n", "a\r\nb", "a\rb\r", "\uFEFFa\nb", "ab" })
	void thatOfFlywayIsOfTheLinesWithoutTheirEnds(String text) {
		// as `printf ab | crc32` says
		assertThat(FileChecksum.matches("crc32:" + 0x9e83486d, file(text))).isTrue();
	}

	@Test
	void thatOfFlywayIsOfBytesInUtf8() {
		assertThat(FileChecksum.matches("crc32:" + 0x5a9bae7e, file("für\n"))).isTrue();
		assertThat(FileChecksum.matches("crc32:" + 0x5a9bae7e, file("fur\n"))).isFalse();
	}

	@Test
	void thatOfAnEmptyFileIsZero() {
		assertThat(FileChecksum.matches("crc32:0", file(""))).isTrue();
	}

	@Test
	void thatOfSqlxIsOfTheBytes() {
		String ab = "sha384:c7be03ba5bcaa384727076db0018e99248e1a6e8bd1b9ef58a9ec9dd4eeebb3f48b836201221175befa74ddc3d35afdd";
		assertThat(FileChecksum.matches(ab, file("ab"))).isTrue();
		assertThat(FileChecksum.matches(ab, file("ab\n"))).isFalse();
	}

	@Test
	void aFileThatCannotBeReadIsNamed() {
		ScriptFile file = new ScriptFile("x.sql", "db/x.sql", () -> {
			throw new IOException("gone");
		});
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> FileChecksum.matches("crc32:0", file))
			.withMessage("db/x.sql cannot be read");
	}

	private static ScriptFile file(String text) {
		return new ScriptFile("x.sql", "x.sql", () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
	}

}
