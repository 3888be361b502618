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

import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PostgresScratch}.
 */
class PostgresScratchTests {

	@ParameterizedTest
	@CsvSource({ "jdbc:postgresql://host:5432/app?a=b&c=/d, jdbc:postgresql://host:5432/new?a=b&c=/d",
			"jdbc:postgresql://host:5432/app, jdbc:postgresql://host:5432/new",
			"'jdbc:postgresql://one:1,two:2/app', 'jdbc:postgresql://one:1,two:2/new'",
			"jdbc:postgresql://[::1]:5432/app, jdbc:postgresql://[::1]:5432/new",
			"jdbc:postgresql://host/, jdbc:postgresql://host/new", "jdbc:postgresql://host, jdbc:postgresql://host/new",
			"jdbc:postgresql://host?a=b, jdbc:postgresql://host/new?a=b", "jdbc:postgresql:app, jdbc:postgresql:new",
			"jdbc:postgresql:/, jdbc:postgresql:new", "jdbc:postgresql:///app, jdbc:postgresql:///new" })
	void putsAnotherDatabaseIntoTheUrl(String url, String expected) throws SQLException {
		assertThat(PostgresScratch.url(url, "new")).isEqualTo(expected);
	}

	@Test
	void refusesAUrlThatItDoesNotUnderstand() {
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> PostgresScratch.url("jdbc:other:app", "new"))
			.withMessage("The URL of the connection is not understood: jdbc:other:app");
	}

}
