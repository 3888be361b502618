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

package io.github.migrations.history;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TimeText}.
 */
class TimeTextTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			2026-03-23 11:10:11.123456789 -0700 PDT m=+0.012345678       | 2026-03-23T18:10:11.123456789Z
			2026-03-23 11:10:11.1 +0000 UTC m=+0.1                       | 2026-03-23T11:10:11.100Z
			2026-03-23 11:10:11 +0000 UTC                                | 2026-03-23T11:10:11Z
			2026-03-23 11:10:11 +0000 UTC m=-0.5                         | 2026-03-23T11:10:11Z
			2026-03-23 11:10:11.5 +0200 +0200                            | 2026-03-23T09:10:11.500Z
			2026-03-23 11:10:11.5 +0200 CEST m=+12345.678                | 2026-03-23T09:10:11.500Z
			2026-03-23 11:10:11 +0530 IST                                | 2026-03-23T05:40:11Z
			2026-03-23 11:10:11 -0300 -03 m=+1e-05                       | 2026-03-23T14:10:11Z
			2026-03-23 11:10:11 +0545 +0545                              | 2026-03-23T05:25:11Z
			2026-03-23 11:10:11 +0100 My Own Zone                        | 2026-03-23T10:10:11Z
			1890-01-01 00:00:00 +0053 LMT                                | 1889-12-31T23:07:00Z
			1890-01-01 00:00:00 +005328 LMT                              | 1889-12-31T23:06:32Z
			""")
	void readsTheTextOfGo(String text, Instant time) {
		assertThat(TimeText.parse(text)).isEqualTo(time);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			2026-11-20 09:30:00.123              | 2026-11-20T09:30:00.123Z
			2026-11-20 09:30:00                  | 2026-11-20T09:30:00Z
			2026-11-20 09:30                     | 2026-11-20T09:30:00Z
			2026-11-20                           | 2026-11-20T00:00:00Z
			2024-02-29                           | 2024-02-29T00:00:00Z
			' 2026-11-20 09:30:00 '              | 2026-11-20T09:30:00Z
			1969-12-31 23:59:59                  | 1969-12-31T23:59:59Z
			""")
	void readsTheTextOfSqlite(String text, Instant time) {
		assertThat(TimeText.parse(text)).isEqualTo(time);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			2026-11-20T09:30:00Z                      | 2026-11-20T09:30:00Z
			2026-11-20t09:30:00z                      | 2026-11-20T09:30:00Z
			2026-11-20T09:30Z                         | 2026-11-20T09:30:00Z
			2026-11-20T09:30:00                       | 2026-11-20T09:30:00Z
			2026-11-20T09:30:00.123456                | 2026-11-20T09:30:00.123456Z
			2026-11-20T09:30:00,123Z                  | 2026-11-20T09:30:00.123Z
			2026-11-20T09:30:00.123456789+02:00       | 2026-11-20T07:30:00.123456789Z
			2026-11-20T09:30:00-0830                  | 2026-11-20T18:00:00Z
			2026-11-20T00:30:00+01                    | 2026-11-19T23:30:00Z
			2026-11-20T09:30:00+01:00[Europe/Paris]   | 2026-11-20T08:30:00Z
			2026-11-20 09:30:00.123+00                | 2026-11-20T09:30:00.123Z
			2026-11-20 09:30:00 UTC                   | 2026-11-20T09:30:00Z
			2026-11-20 09:30:00 GMT                   | 2026-11-20T09:30:00Z
			2026-11-20 09:30:00UTC                    | 2026-11-20T09:30:00Z
			2026-11-20 09:30:00 +02:00                | 2026-11-20T07:30:00Z
			""")
	void readsIso8601WithAndWithoutZone(String text, Instant time) {
		assertThat(TimeText.parse(text)).isEqualTo(time);
	}

	@ParameterizedTest
	@CsvSource({ "0, 1970-01-01T00:00:00Z", "1795166400, 2026-11-20T09:20:00Z",
			"1795166400.5, 2026-11-20T09:20:00.500Z", "1795166400.123, 2026-11-20T09:20:00.123Z",
			"1795166400123, 2026-11-20T09:20:00.123Z", "1795166400123.25, 2026-11-20T09:20:00.123250Z",
			"-1, 1969-12-31T23:59:59Z", "-1.5, 1969-12-31T23:59:58.500Z", "99999999999, 5138-11-16T09:46:39Z",
			"100000000000, 1973-03-03T09:46:40Z", "1.7951664005E9, 2026-11-20T09:20:00.500Z" })
	void readsSecondsAndMillisecondsSince1970(String text, Instant time) {
		assertThat(TimeText.parse(text)).isEqualTo(time);
	}

	@Test
	void readsWhatDriversGive() {
		Instant time = Instant.parse("2026-11-20T09:20:00.500Z");
		assertThat(TimeText.parse(1795166400L)).isEqualTo(Instant.parse("2026-11-20T09:20:00Z"));
		assertThat(TimeText.parse(1795166400.5)).isEqualTo(time);
		assertThat(TimeText.parse(1795166400500.0)).isEqualTo(time);
		assertThat(TimeText.parse(new BigDecimal("1795166400.5"))).isEqualTo(time);
		assertThat(TimeText.parse(OffsetDateTime.parse("2026-11-20T11:20:00.5+02:00"))).isEqualTo(time);
		assertThat(TimeText.parse(LocalDateTime.parse("2026-11-20T09:20:00.5"))).isEqualTo(time);
		assertThat(TimeText.parse(java.sql.Date.valueOf("2026-11-20")))
			.isEqualTo(Instant.parse("2026-11-20T00:00:00Z"));
		assertThat(TimeText.parse(null)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "yesterday", "now", "null", "2026-13-01", "2026-02-30", "2025-02-29 10:00:00",
			"2026-11-20 24:01:00", "2026-11-20 09:60:00", "2026-11-20 09:30:61", "2026-11-20 09:30:00 rubbish",
			"2026-11-20 09:30:00 PM", "2026-11-20 09:30:00 PST", "2026-11-20 rubbish", "2026-11-20T", "2026-11-20 09",
			"2026-11-20 09:30:00 +25:00", "2026-11-20 09:30:00 +02:60", "2026-11-20 09:30:00.1234567890", "20/11/2026",
			"-2026-11-20", "2026-11-20 09:30:00Z Z", "1e400", "1E99", "123456789012345678", "1795166400123456",
			"1234567890123456789012", "NaN", "Infinity", "[B@1234", "0001-01-01 00:00:00 +0000 UTC extra\nline" })
	void leavesOpenWhatItCannotRead(String text) {
		assertThat(TimeText.parse(text)).isNull();
	}

	@Test
	void readsTheZeroTimeOfGo() {
		assertThat(TimeText.parse("0001-01-01 00:00:00 +0000 UTC")).isEqualTo(Instant.parse("0001-01-01T00:00:00Z"));
	}

}
