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

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Version}.
 */
class VersionTests {

	@ParameterizedTest
	@CsvSource({ "1, 2", "2, 10", "9, 010", "1.2, 1.10", "3.2, 3.13", "1, 1.0.1", "1.9, 2", "0, 0.1",
			"9999999999, 20261120093000", "20261120093000, 20261120093001",
			"999999999999999999999999999999, 1000000000000000000000000000000" })
	void comparesNumberByNumber(String lower, String higher) {
		assertThat(Version.of(lower)).isLessThan(Version.of(higher));
		assertThat(Version.of(higher)).isGreaterThan(Version.of(lower));
		assertThat(Version.of(lower)).isNotEqualTo(Version.of(higher));
	}

	@ParameterizedTest
	@CsvSource({ "1, 001", "1, 1.0", "1.0, 01.000.0", "0, 0.0", "0, 000", "1.2, 01.02", "10.0.1, 10.00.01" })
	void isTheSameInAnySpelling(String one, String other) {
		assertThat(Version.of(one)).isEqualTo(Version.of(other)).hasSameHashCodeAs(Version.of(other));
		assertThat(Version.of(one)).isEqualByComparingTo(Version.of(other));
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "001", "1.10", "20261120093000", "01.0.0" })
	void keepsItsSpelling(String text) {
		assertThat(Version.of(text)).hasToString(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "1 ", " 1", "1.", ".1", "1..2", "-1", "+1", "1_2", "1e3", "V1", "1\n", "1a", "١",
			"１", "001_baseline", "R__views" })
	void refusesEverythingElse(String text) {
		assertThat(Version.parse(text)).isNull();
		assertThatIllegalArgumentException().isThrownBy(() -> Version.of(text))
			.withMessage("'" + text + "' is not a version: expected digits, further parts joined by dots");
	}

	@Test
	void isNotEqualToAnythingThatIsNoVersion() {
		assertThat(Version.of("1")).isNotEqualTo("1").isNotEqualTo(null);
	}

	@Test
	void sortsFilesAsPeopleNumberThem() {
		List<String> sorted = Stream.of("3.13", "10", "3.2", "0205", "20240101", "3", "2.1.1", "2.1")
			.map(Version::of)
			.sorted()
			.map(Version::toString)
			.toList();
		assertThat(sorted).containsExactly("2.1", "2.1.1", "3", "3.2", "3.13", "10", "0205", "20240101");
	}

	@Test
	void readsAVersionOfManyParts() {
		String text = "1" + ".1".repeat(20_000);
		assertThat(Version.of(text)).isGreaterThan(Version.of("1.1")).hasToString(text);
	}

	@Test
	void whatStandsInPlaceOfAVersionIsNone() {
		Version views = Version.repeatable("views");
		assertThat(views).hasToString("R__views").isEqualTo(Version.parseKey("R__views"));
		assertThat(views.isRepeatable()).isTrue();
		assertThat(views).isNotEqualTo(Version.repeatable("Views")).isNotEqualTo(Version.repeatable(""));
		Version ten = Version.of("10").asBaseline();
		assertThat(ten).hasToString("B10").isEqualTo(Version.parseKey("B010")).isNotEqualTo(Version.of("10"));
		assertThat(ten.isBaseline()).isTrue();
		assertThat(ten.isRepeatable()).isFalse();
		assertThat(Version.parseKey("010")).isEqualTo(Version.of("10"));
		assertThat(Version.parseKey("Bx")).isNull();
		assertThat(Version.parseKey("")).isNull();
	}

	@Test
	void whatStandsInPlaceOfAVersionComesAfterAllVersions() {
		assertThat(Stream.of("R__b", "B10", "R__a", "99999999999999999999", "B9", "1").map(Version::parseKey).sorted())
			.map(String::valueOf)
			.containsExactly("1", "99999999999999999999", "B9", "B10", "R__a", "R__b");
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "007, 7", "99999, 99999", "100000, -1", "20261120093000, -1", "1.2, -1", "3.0, 3", "0, 0" })
	void isANumberWhereItIsOneThatPeopleCount(String text, int number) {
		assertThat(Version.of(text).number()).isEqualTo(number);
		assertThat(Version.of(text).asBaseline().number()).isEqualTo(-1);
		assertThat(Version.repeatable("1").number()).isEqualTo(-1);
	}

}
