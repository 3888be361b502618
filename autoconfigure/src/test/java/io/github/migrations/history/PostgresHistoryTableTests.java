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
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.migrations.database.Databases;
import io.github.migrations.database.TableName;
import io.github.migrations.script.Version;
import io.github.migrations.test.TestPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HistoryTable} on PostgreSQL.
 */
class PostgresHistoryTableTests extends HistoryTableContract {

	private static final TestPostgres.Database SERVER = TestPostgres.createDatabase();

	@Override
	Connection open() throws SQLException {
		return SERVER.dataSource().getConnection();
	}

	@AfterEach
	void dropSchemas() throws SQLException {
		try (Connection again = SERVER.dataSource().getConnection(); Statement statement = again.createStatement()) {
			statement.execute("""
					DO $$
					DECLARE schema name;
					BEGIN
						FOR schema IN SELECT nspname FROM pg_namespace
								WHERE nspname <> 'information_schema' AND left(nspname, 3) <> 'pg_' LOOP
							EXECUTE format('DROP SCHEMA %I CASCADE', schema);
						END LOOP;
						CREATE SCHEMA public;
					END $$""");
		}
	}

	@AfterAll
	static void dropDatabase() {
		SERVER.close();
	}

	@Override
	String schema() {
		return "public";
	}

	@Override
	String tablesQuery() {
		return "SELECT relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
				+ "WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND relkind = 'r' ORDER BY 1";
	}

	@Test
	void itsTimeHasAZone() throws SQLException {
		prepare();
		execute("SET TIME ZONE 'Asia/Kathmandu'");
		record("001");
		assertThat(query("SELECT pg_typeof(applied_at), abs(extract(epoch FROM applied_at - now())) < 60 "
				+ "FROM schema_migrations"))
			.containsExactly("timestamp with time zone|t");
		execute("INSERT INTO schema_migrations VALUES ('002', 'Two', '2026-11-20 09:30:00+02')");
		assertThat(appliedAt("002")).isEqualTo(Instant.parse("2026-11-20T07:30:00Z"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "timestamp", "timestamp(3)", "text", "varchar(60)", "timestamptz", "timestamptz(0)" })
	void writesAndReadsUtcWhateverTheTypeOfTheColumn(String type) throws SQLException {
		execute("SET TIME ZONE 'Asia/Kathmandu'", "CREATE TABLE schema_migrations (version varchar(255) PRIMARY KEY, "
				+ "description text NOT NULL, applied_at " + type + " NOT NULL)");
		prepare();
		Instant before = Instant.now().minusSeconds(60);
		record("001");
		assertThat(appliedAt("001")).isBetween(before, Instant.now().plusSeconds(60));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			timestamp | '2026-11-20 09:30:00.125'                   | 2026-11-20T09:30:00.125Z
			text      | '2026-11-20 09:30:00.125 +0000 UTC m=+0.01' | 2026-11-20T09:30:00.125Z
			text      | 'rubbish'                                   |
			bigint    | 1795166400                                  | 2026-11-20T09:20:00Z
			bigint    | 1795166400500                               | 2026-11-20T09:20:00.500Z
			numeric   | 1795166400.5                                | 2026-11-20T09:20:00.500Z
			float8    | 1795166400.5                                | 2026-11-20T09:20:00.500Z
			date      | '2026-11-20'                                | 2026-11-20T00:00:00Z
			""", quoteCharacter = '~')
	void readsTheTimeInWhateverTypeItIsStored(String type, String literal, Instant time) throws SQLException {
		execute("CREATE TABLE schema_migrations (version text, description text, applied_at " + type + ")",
				"INSERT INTO schema_migrations VALUES ('001', 'One', " + literal + ")");
		assertThat(appliedAt("001")).isEqualTo(time);
	}

	@ParameterizedTest
	@ValueSource(strings = { "My App", "a\"b", "it's", "select", "a.b", "täble" })
	void quotesTheSchema(String schema) throws SQLException {
		execute("CREATE SCHEMA " + TableName.quote(schema));
		HistoryTable table = new HistoryTable(Databases.of(this.connection),
				new TableName(schema, "schema_migrations"));
		assertThat(table.read(this.connection).applied()).isEmpty();
		table.prepare(this.connection);
		assertThat(table.read(this.connection).applied()).isEmpty();
		assertThat(query("SELECT schemaname FROM pg_tables WHERE tablename = 'schema_migrations_details'"))
			.containsExactly(schema);
	}

	@Test
	void findsItsTablesWithAnEmptySearchPath() throws SQLException {
		prepare();
		HistoryTable resolved = resolved();
		execute("SET search_path = ''");
		resolved.prepare(this.connection);
		resolved.record(this.connection, new NewRecord(Version.of("001"), "One", "sha256:1", 1, null));
		assertThat(resolved.read(this.connection).applied()).hasSize(1);
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> table().read(this.connection))
			.withMessage(
					"No schema of the connection's search_path exists. Create it, or set spring.migrations.schema to "
							+ "one that does");
	}

	@Test
	void readsNothingInASchemaThatDoesNotExist() throws SQLException {
		HistoryTable table = new HistoryTable(Databases.of(this.connection),
				new TableName("nowhere", "schema_migrations"));
		assertThat(table.read(this.connection).applied()).isEmpty();
	}

	@Test
	void asksWhichSchemaIsMeantWhereItFindsATableInAnother() throws SQLException {
		prepare();
		execute("CREATE SCHEMA other", "SET search_path = other, public");
		assertThatExceptionOfType(HistoryException.class).isThrownBy(() -> table().read(this.connection))
			.withMessage(
					"The table schema_migrations was found in the schema 'public', but new tables of this connection "
							+ "go to the schema 'other'. Say which one is meant: set spring.migrations.schema");
	}

}
