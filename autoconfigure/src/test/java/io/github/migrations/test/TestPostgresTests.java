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

package io.github.migrations.test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import io.github.migrations.test.TestPostgres.Database;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TestPostgres}.
 */
class TestPostgresTests {

	@Test
	void twoDatabasesAreSeparate() throws SQLException {
		try (Database one = TestPostgres.createDatabase(); Database other = TestPostgres.createDatabase()) {
			execute(one.dataSource(), "CREATE TABLE only_here (id integer)");
			assertThat(tables(one.dataSource())).isEqualTo(1);
			assertThat(tables(other.dataSource())).isZero();
		}
	}

	@Test
	void closingDropsTheDatabaseUnderAnOpenConnection() throws SQLException {
		Database database = TestPostgres.createDatabase();
		try (Connection connection = database.dataSource().getConnection()) {
			assertThat(connection.isValid(5)).isTrue();
			database.close();
			assertThat(connection.isValid(5)).isFalse();
		}
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> tables(database.dataSource()))
			.withMessageContaining(database.name())
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("3D000"));
	}

	@Test
	void urlUserAndPasswordAreAllThatAnotherProcessNeeds() throws SQLException {
		try (Database database = TestPostgres.createDatabase();
				Connection connection = DriverManager.getConnection(database.url(), database.username(),
						database.password())) {
			assertThat(connection.getCatalog()).isEqualTo(database.name());
			assertThat(connection.getMetaData().getDatabaseMajorVersion()).isGreaterThanOrEqualTo(14);
		}
	}

	private static void execute(DataSource dataSource, String sql) throws SQLException {
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static int tables(DataSource dataSource) throws SQLException {
		try (Connection connection = dataSource.getConnection();
				Statement statement = connection.createStatement();
				ResultSet rows = statement
					.executeQuery("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()")) {
			rows.next();
			return rows.getInt(1);
		}
	}

}
