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

import java.time.Duration;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link DirectiveReader}.
 */
class DirectiveReaderTests {

	private static final String KNOWN = "The directives are: description, transaction, foreign-keys, allow, empty, batch, "
			+ "pause, lock-timeout, statement-timeout";

	private final DirectiveReader reader = new DirectiveReader();

	@Test
	void saysNothingWithoutAComment() {
		assertThat(this.reader.directives()).isEqualTo(Directives.NONE);
	}

	@Test
	void readsEveryDirectiveOverSeveralLines() {
		assertThat(read("-- migration: transaction=off, foreign-keys=on,allow=drop-column  rename", "-- just a comment",
				"--migration:batch=500 , pause = 200ms",
				"--   migration :  lock-timeout=2s, statement-timeout=10m, empty",
				"-- migration: description=Splits names, in batches, empty=x "))
			.isEqualTo(new Directives("Splits names, in batches, empty=x", true, true, Set.of("drop-column", "rename"),
					true, 500, Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofMinutes(10)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			-- migration: description=One, two=three          | One, two=three
			-- migration: transaction=off, description = A, b | A, b
			-- migration: description=a = b                   | a = b
			-- migration: description=migration: empty        | migration: empty
			""")
	void theDescriptionTakesTheRestOfItsLine(String comment, String description) {
		assertThat(read(comment).description()).isEqualTo(description);
	}

	@Test
	void aDescriptionMayHoldAnyCharacterOfALine() {
		assertThat(read("-- migration: description=a\u2028b\u0085c\td").description()).isEqualTo("a\u2028b\u0085c\td");
	}

	@ParameterizedTest
	@CsvSource({ "500ms, PT0.5S", "5s, PT5S", "10m, PT10M", "10min, PT10M", "2 h, PT2H", "1d, PT24H", "0s, PT0S",
			"PT1M30S, PT1M30S", "pt2s, PT2S", "24d, PT576H" })
	void readsDurations(String text, Duration duration) {
		assertThat(read("-- migration: lock-timeout=" + text).lockTimeout()).isEqualTo(duration);
		assertThat(new DirectiveReader()).satisfies((other) -> {
			other.comment("-- migration: statement-timeout=" + text + ", pause=" + text);
			assertThat(other.directives().statementTimeout()).isEqualTo(duration);
			assertThat(other.directives().pause()).isEqualTo(duration);
		});
	}

	@Test
	void aBatchWithoutSizeHasOne() {
		assertThat(read("-- migration: batch").batch()).isEqualTo(1000);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-- migration: create the users table", "-- Migration: 0042 add x",
			"-- Migration: create the users table", "-- Migration: users", "-- MIGRATION: add x = y", "-- migration:",
			"-- migration: 0042_add_users.sql", "-- migration: 0042", "-- migration: add_users", "-- migration: Users",
			"-- migration: allow nulls in users.email", "-- migration: empty the cart",
			"-- migration: batch of small changes", "-- migration: description of the change",
			"-- migration: transaction table, with an index", "-- migration: set status = 'new' where it is null",
			"-- migration: users.active = true by default", "-- migration: users, roles, grants",
			"-- migration: add a, b", "-- Migration: empty table where x = 1", "-- Migration: batch size is = 100",
			"-- migration: foreign-keys on orders", "-- migrations: foo=bar", "-- the migration: foo=bar",
			"-- migration foo=bar", "--- migration: foo=bar", "-- my-migration: foo=bar", "/* migration: foo=bar */",
			"# migration: foo=bar", "migration: foo=bar", "-- migrate: foo=bar", "--", "" })
	void proseIsNoDirective(String comment) {
		assertThat(read(comment)).isEqualTo(Directives.NONE);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			-- migration: colour=blue              | colour
			-- migration: transction = off         | transction
			-- migration: Transaction=off          | Transaction
			-- migration: transaction=off, pauze=1 | pauze
			-- migration: pauze=1, transaction=off | pauze
			-- migration: empty, batches           | batches
			-- migration: emtpy                    | emtpy
			-- migration: bla bla, transaction=off | bla bla
			-- migration: allow=one,two            | two
			-- migration: lock_timeout=5s          | lock_timeout
			-- migration: transaction=off,,empty   | ''
			""")
	void refusesAnUnknownKeyAndNamesThoseThatExist(String comment, String key) {
		refuses(comment, "unknown directive '" + key + "'. " + KNOWN);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			-- migration: transaction off  | transaction=off
			-- migration: transaction:off  | transaction=off
			-- migration: foreign-keys  on | foreign-keys=on
			-- migration: lock-timeout 5s  | lock-timeout=5s
			-- migration: batch 100        | batch=100
			""")
	void refusesAMissingEqualsSign(String comment, String right) {
		refuses(comment, "the directive '" + right.split("=")[0] + "' needs an equals sign: " + right);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "-- Migration: transaction=off", "-- MIGRATION: foreign-keys = on", "-- Migration: batch=5" })
	void refusesADirectiveInUpperCase(String comment) {
		refuses(comment, "write 'migration:' in lower case, so that this line is a directive");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					transaction=on           | the directive 'transaction' knows only the value 'off', not 'on'
					transaction=OFF          | the directive 'transaction' knows only the value 'off', not 'OFF'
					foreign-keys=off         | the directive 'foreign-keys' knows only the value 'on', not 'off'
					transaction=             | the directive 'transaction' needs a value: transaction=…
					description=             | the directive 'description' needs a value: description=…
					allow=                   | the directive 'allow' needs a value: allow=…
					pause, batch             | the directive 'pause' needs a value: pause=…
					lock-timeout             | the directive 'lock-timeout' needs a value: lock-timeout=…
					empty=yes                | the directive 'empty' takes no value
					batch=0                  | the directive 'batch' needs a whole number above zero, not '0'
					batch=-1                 | the directive 'batch' needs a whole number above zero, not '-1'
					batch=1.5                | the directive 'batch' needs a whole number above zero, not '1.5'
					batch=10000000000        | the directive 'batch' needs a whole number above zero, not '10000000000'
					empty, empty             | the directive 'empty' stands twice
					transaction=off, transaction=off | the directive 'transaction' stands twice
					pause=5                  | the directive 'pause' needs a duration such as 500ms, 5s or 10m, not '5'
					lock-timeout=soon        | the directive 'lock-timeout' needs a duration such as 500ms, 5s or 10m, not 'soon'
					lock-timeout=5S          | the directive 'lock-timeout' needs a duration such as 500ms, 5s or 10m, not '5S'
					lock-timeout=-5s         | the directive 'lock-timeout' needs a duration such as 500ms, 5s or 10m, not '-5s'
					lock-timeout=-PT5S       | the directive 'lock-timeout' needs a duration from 0s to 24d, not '-PT5S'
					statement-timeout=25d    | the directive 'statement-timeout' needs a duration from 0s to 24d, not '25d'
					pause=PT999999999999999S | the directive 'pause' needs a duration from 0s to 24d, not 'PT999999999999999S'
					pause=999999999d         | the directive 'pause' needs a duration from 0s to 24d, not '999999999d'
					""")
	void refusesAWrongValue(String items, String message) {
		refuses("-- migration: " + items, message);
	}

	@Test
	void refusesADirectiveThatStandsTwiceInTwoLines() {
		this.reader.comment("-- migration: description=One");
		assertThatIllegalArgumentException().isThrownBy(() -> this.reader.comment("-- migration: description=One"))
			.withMessage("the directive 'description' stands twice");
	}

	@Test
	void takesALongCommentInItsStride() {
		String description = "x" + " ".repeat(100_000) + "y";
		assertThat(read("-- migration:" + " ".repeat(100_000) + "description=" + description).description())
			.isEqualTo(description);
		assertThat(new DirectiveReader()).satisfies((other) -> {
			other.comment("-- migration: " + "a, ".repeat(30_000) + "b");
			assertThat(other.directives()).isEqualTo(Directives.NONE);
		});
	}

	private void refuses(String comment, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.reader.comment(comment)).withMessage(message);
	}

	private Directives read(String... comments) {
		for (String comment : comments) {
			this.reader.comment(comment);
		}
		return this.reader.directives();
	}

}
