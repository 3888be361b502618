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

package io.github.migrations.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The migrator on PostgreSQL.
 */
class PostgresMigratorTests extends MigratorContract {

	@Override
	TestDatabase open() {
		return TestDatabase.postgres();
	}

	@Override
	String brokenMessage() {
		return """
				Migration 002 (Broken) failed at db/migrations/002_broken.sql:6
				  relation "missing" does not exist (SQLSTATE 42P01)
				  Statement 3 of 4: INSERT INTO
				Everything that this migration did was rolled back; nothing of it is left.""";
	}

	@Override
	int brokenLine() {
		return 6;
	}

	@Override
	String folder() {
		return "postgresql";
	}

	@Test
	void whatAScriptSetsDoesNotReachThePool() throws SQLException {
		HikariConfig config = new HikariConfig();
		config.setDataSource(this.database.dataSource());
		config.setMaximumPoolSize(1);
		config.setConnectionInitSql("SET work_mem = '7MB'; SET myapp.tenant = 'kept'");
		TestScripts scripts = TestScripts.of("1_sets.sql", """
				SET work_mem = '9MB';
				SET statement_timeout = '1h';
				SELECT pg_catalog.set_config('search_path', '', false);
				CREATE TEMPORARY TABLE leak (id INTEGER);
				PREPARE leaked AS SELECT 1;
				CREATE ROLE some_role_of_a_test;
				SET ROLE some_role_of_a_test;
				""", "2_works.sql", "CREATE TABLE works (id INTEGER); DROP ROLE some_role_of_a_test;");
		try (HikariDataSource pool = new HikariDataSource(config)) {
			assertThat(migrator(pool, scripts).migrate(null).state()).isEqualTo(State.UP_TO_DATE);
			try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
				assertThat(value(statement, "SHOW work_mem")).isEqualTo("7MB");
				assertThat(value(statement, "SHOW statement_timeout")).isEqualTo("0");
				assertThat(value(statement, "SHOW search_path")).isEqualTo("\"$user\", public");
				assertThat(value(statement, "SHOW myapp.tenant")).isEqualTo("kept");
				assertThat(value(statement, "SHOW client_connection_check_interval")).isEqualTo("0");
				assertThat(value(statement, "SELECT count(*) FROM pg_prepared_statements WHERE from_sql"))
					.isEqualTo("0");
				assertThat(value(statement, "SELECT to_regclass('leak')")).isNull();
				assertThat(value(statement,
						"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' "
								+ "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"))
					.isEqualTo("0");
			}
		}
	}

	@Test
	void whatAScriptSetsDoesNotReachThePoolAlsoAfterAFailure() throws SQLException {
		HikariConfig config = new HikariConfig();
		config.setDataSource(this.database.dataSource());
		config.setMaximumPoolSize(1);
		String sets = "SET work_mem = '9MB';\nPREPARE leaked AS SELECT 1;\nSELECT set_config('search_path', '', false);\n";
		try (HikariDataSource pool = new HikariDataSource(config)) {
			for (String head : List.of("", "-- migration: transaction=off\n")) {
				assertThatExceptionOfType(MigrationException.class).isThrownBy(
						() -> migrator(pool, TestScripts.of("1_sets.sql", head + sets + "WRONG")).migrate(null));
				try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
					assertThat(value(statement, "SHOW work_mem")).isEqualTo("4MB");
					assertThat(value(statement, "SHOW search_path")).isEqualTo("\"$user\", public");
					assertThat(value(statement, "SELECT count(*) FROM pg_prepared_statements WHERE from_sql"))
						.isEqualTo("0");
				}
			}
		}
	}

	private static String value(Statement statement, String sql) throws SQLException {
		try (var result = statement.executeQuery(sql)) {
			result.next();
			return result.getString(1);
		}
	}

	@Test
	void waitsForTheHolderOfTheLockAndNamesIt() throws Exception {
		CountDownLatch go = new CountDownLatch(1);
		TestScripts slow = new TestScripts().with(new TestCode("1", (context) -> go.await()));
		Migrator first = migrator(slow);
		Migrator second = migrator(slow);
		Thread thread = new Thread(() -> first.migrate(null));
		thread.start();
		try {
			Awaitility.await().until(() -> this.events.lines.contains("started 1") && first.status().running() != null);
			Status running = first.status();
			assertThat(running.state()).isEqualTo(State.MIGRATING);
			assertThat(running.running()).isNotNull().satisfies((run) -> assertThat(run.version()).isEqualTo("1"));
			CompletableFuture<Status> waiting = CompletableFuture.supplyAsync(() -> second.migrate(null));
			Awaitility.await()
				.until(() -> this.events.lines.stream()
					.anyMatch((line) -> line.matches("waiting for process \\d+ 'PostgreSQL JDBC Driver'.*")));
			go.countDown();
			assertThat(waiting.get(1, TimeUnit.MINUTES).state()).isEqualTo(State.UP_TO_DATE);
		}
		finally {
			go.countDown();
		}
		thread.join();
		assertThat(this.events.lines).filteredOn((line) -> line.startsWith("applied")).hasSize(1);
	}

	@Test
	void copiesTheDataThatFollowsInTheScript() {
		TestScripts scripts = TestScripts.of("1_copy.sql", """
				CREATE TABLE t (id INTEGER, name TEXT);
				COPY t (id, name) FROM stdin;
				1	semi;colon
				2	\\N
				\\.
				CREATE TABLE after_copy (id INTEGER);
				""");
		migrator(scripts).migrate(null);
		assertThat(this.database.query("SELECT id, coalesce(name, '-') FROM t ORDER BY id"))
			.containsExactly("1|semi;colon", "2|-");
		assertThat(this.database.query("SELECT count(*) FROM after_copy")).containsExactly("0");
	}

	@Test
	void findsAHistoryInAnotherSchemaOfTheSearchPathAndAsks() {
		this.database.execute("CREATE SCHEMA app",
				"CREATE TABLE app.schema_migrations (version text, description text, applied_at timestamptz)",
				"ALTER DATABASE " + ((TestDatabase.Postgres) this.database).database().name()
						+ " SET search_path = public, app");
		List<String> schema = this.database.schema();
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator(oneAndTwo()).migrate(null))
			.withMessage(
					"Database 'dataSource': The table schema_migrations was found in the schema 'app', but new tables "
							+ "of this connection go to the schema 'public'. Say which one is meant: set spring.migrations.schema");
		assertThat(this.database.schema()).isEqualTo(schema);
	}

	@Test
	void aTimeWithoutZoneIsUtc() {
		this.database.execute(
				"CREATE TABLE schema_migrations (version varchar(255) PRIMARY KEY, description text NOT NULL, "
						+ "applied_at timestamp NOT NULL)",
				"INSERT INTO schema_migrations VALUES ('001', 'First table', '2026-03-23 11:10:11.123456')");
		Status status = migrator(oneAndTwo()).migrate(null);
		assertThat(status.applied().get(0).appliedAt()).hasToString("2026-03-23T11:10:11.123456Z");
		assertThat(this.database.query("SELECT abs(extract(epoch FROM applied_at - now() AT TIME ZONE 'UTC')) < 60 "
				+ "FROM schema_migrations WHERE version = '002'"))
			.containsExactly("t");
	}

}
