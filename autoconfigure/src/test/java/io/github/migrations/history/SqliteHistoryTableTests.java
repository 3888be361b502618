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

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HistoryTable} on SQLite.
 */
class SqliteHistoryTableTests extends HistoryTableContract {

	@Override
	Connection open() throws SQLException {
		return DriverManager.getConnection("jdbc:sqlite::memory:");
	}

	@Override
	String schema() {
		return "main";
	}

	@Override
	String tablesQuery() {
		return "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
	}

	@Test
	void writesTheTimeAsTextInUtcThatOthersCanRead() throws SQLException {
		prepare();
		record("001");
		assertThat(query("SELECT applied_at, abs(julianday(applied_at) - julianday('now')) < 0.01, typeof(applied_at) "
				+ "FROM schema_migrations"))
			.singleElement()
			.asString()
			.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\|1\\|text");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			'2026-11-20 09:30:00.125'                         | 2026-11-20T09:30:00.125Z
			'2026-11-20 10:30:00.125 +0100 CET m=+0.01'       | 2026-11-20T09:30:00.125Z
			'2026-11-20T09:30:00Z'                            | 2026-11-20T09:30:00Z
			1795166400                                        | 2026-11-20T09:20:00Z
			1795166400.5                                      | 2026-11-20T09:20:00.500Z
			1795166400500                                     | 2026-11-20T09:20:00.500Z
			'rubbish'                                         |
			x'00ff'                                           |
			""", quoteCharacter = '~')
	void readsTheTimeInWhateverFormItIsStored(String literal, Instant time) throws SQLException {
		prepare();
		execute("INSERT INTO schema_migrations VALUES ('001', 'One', " + literal + ")");
		assertThat(appliedAt("001")).isEqualTo(time);
	}

	@Test
	void columnNamesAreTheSameInAnyCase() throws SQLException {
		execute("CREATE TABLE Schema_Migrations (VERSION TEXT PRIMARY KEY, Description TEXT, Applied_At DATETIME)");
		prepare();
		record("001");
		assertThat(versions()).containsExactly("001");
	}

	@Test
	void isNotTakenInByTemporaryOrAttachedTables() throws SQLException {
		execute("ATTACH ':memory:' AS other",
				"CREATE TABLE other.schema_migrations (version TEXT, description TEXT, applied_at TEXT)",
				"CREATE TEMP TABLE schema_migrations_details (version TEXT)");
		prepare();
		record("001");
		assertThat(versions()).containsExactly("001");
		assertThat(query("SELECT count(*) FROM other.schema_migrations")).containsExactly("0");
	}

}
