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

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Checksum}.
 */
class ChecksumTests {

	@Test
	void isTheOneThatOtherToolsCompute() {
		assertThat(checksum("abc", 3))
			.isEqualTo("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
		assertThat(checksum("", 1))
			.isEqualTo("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
			a%b|a%b
			a!b|a!b
			a!%b|a%b
			a!!%b|a!%b
			a%!b|a%!b
			!%|%
			!|!
			!!|!!
			%!|%!
			!%!%|%%
			!%!|%!
			!!%%!|!%%!
			ä!%ö|ä%ö
			""")
	void readsCarriageReturnAndLineFeedAsALineFeedHoweverItIsCut(String raw, String normalized) throws Exception {
		String text = raw.replace('!', '\r').replace('%', '\n');
		String same = normalized.replace('!', '\r').replace('%', '\n');
		String expected = "sha256:" + HexFormat.of()
			.formatHex(MessageDigest.getInstance("SHA-256").digest(same.getBytes(StandardCharsets.UTF_8)));
		for (int length = 1; length <= 6; length++) {
			assertThat(checksum(text, length)).isEqualTo(expected);
		}
	}

	private static String checksum(String text, int length) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		Checksum checksum = new Checksum();
		for (int from = 0; from < bytes.length; from += length) {
			checksum.update(bytes, from, Math.min(bytes.length, from + length));
			checksum.update(bytes, from, from);
		}
		return checksum.value();
	}

}
