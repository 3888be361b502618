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

package io.github.migrations.actuate;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.migrations.engine.State;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Wording}.
 */
class WordingTests {

	@ParameterizedTest
	@CsvSource({ "0, 0 ms", "4, 4 ms", "999, 999 ms", "1000, 1.0 s", "5199, 5.1 s", "59999, 59.9 s", "60000, 1 min 0 s",
			"65100, 1 min 5 s", "3599999, 59 min 59 s", "3600000, 1 h 0 min", "10920000, 3 h 2 min", "-1, -1 ms" })
	void wordsDurations(long milliseconds, String words) {
		assertThat(Wording.duration(milliseconds)).isEqualTo(words);
	}

	@Test
	void wordsMoments() {
		assertThat(Wording.time(Instant.parse("2026-11-20T09:30:59.999Z"))).isEqualTo("2026-11-20 09:30:59");
		assertThat(Wording.time(Instant.MAX)).isEqualTo("+1000000000-12-31 23:59:59");
	}

	@ParameterizedTest
	@CsvSource({ "100, 100, 100 %", "33.3, 33.3, 33.3 %", "33.33, 33.3, 33.3 %", "0.04, 0, 0 %" })
	void wordsShares(double percent, String plain, String words) {
		assertThat(Wording.plain(percent)).isEqualTo(plain);
		assertThat(Wording.percent(percent)).isEqualTo(words);
	}

	@Test
	void wordsNumbers() {
		assertThat(Wording.number(1234567)).isEqualTo("1,234,567");
		assertThat(Wording.number(12)).isEqualTo("12");
	}

	@Test
	void wordsStates() {
		assertThat(State.values()).extracting(Wording::state)
			.containsExactly("Up to date", "Pending", "Waiting", "Migrating", "Backfilling", "Failed", "Ahead");
	}

}
