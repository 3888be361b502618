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

package io.github.migrations.sample;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ColumnTime}.
 */
class ColumnTimeTests {

	@ParameterizedTest
	@CsvSource({ "2026-11-20 09:30:00.120Z, 2026-11-20T09:30:00.120Z", // our own
			"2026-11-20 09:30:00, 2026-11-20T09:30:00Z", // SQLite's CURRENT_TIMESTAMP
			"2026-11-20 09:30:00.123456+00, 2026-11-20T09:30:00.123456Z", // PostgreSQL
			"2026-11-20 15:00:00.5+05:30, 2026-11-20T09:30:00.500Z", // PostgreSQL in
																		// India
			"1890-01-01 00:00:00+00:19:32, 1889-12-31T23:40:28Z", // PostgreSQL, long ago
			"2026-11-20T09:30:00Z, 2026-11-20T09:30:00Z", // ISO 8601
			"2026-03-23 11:10:11.123456789 -0700 PDT, 2026-03-23T18:10:11.123456789Z", // Go
			"2026-03-23 11:10:11.1 +0000 UTC m=+0.004, 2026-03-23T11:10:11.100Z" })
	void readsWhatDatabasesAndProgramsWrite(String text, Instant time) {
		assertThat(ColumnTime.parse(text)).isEqualTo(time);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "2026-11-20", "1763631000", "yesterday", "2026-11-20 09:30:00.120ZZ" })
	void refusesWhatIsNoTime(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> ColumnTime.parse(text))
			.withMessage("Not a time: '" + text + "'");
	}

	@Test
	void writesTextOfOneLengthThatSortsByTime() {
		String earlier = ColumnTime.format(Instant.parse("2026-11-20T09:30:00Z"));
		String later = ColumnTime.format(Instant.parse("2026-11-20T09:30:00.010999Z"));
		assertThat(earlier).isEqualTo("2026-11-20 09:30:00.000Z").isLessThan(later);
		assertThat(later).isEqualTo("2026-11-20 09:30:00.010Z");
	}

}
