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

package io.github.migrations.database;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SqliteText}.
 */
class SqliteTextTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					CREATE VIEW IF NOT EXISTS "Names" AS/* x */SELECT [name] FROM `users` -- why | create view names as select name from users
					SELECT 'It''s -- No' , "a b"                                                 | select 'It''s -- No' , "a b"
					SELECT "a""B"                                                                | select "a""b"
					SELECT 1 /* open                                                             | select 1
					""")
	void onlyWhatMattersRemains(String sql, String expected) {
		assertThat(SqliteText.normal(sql)).isEqualTo(expected);
	}

	@Test
	void findsTheConditionsOfATable() {
		assertThat(SqliteText.checks("CREATE TABLE t (a CHECK(a > (1 + 2)), \"check\" TEXT DEFAULT 'check (no)', "
				+ "CONSTRAINT c CHECK (a IN (')', '(')))"))
			.containsExactly("a > ( 1 + 2 )", "a in ( ')' , '(' )");
	}

}
