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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import io.github.migrations.engine.Settings.LockSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Migrations that somebody else's lock is in the way of, on PostgreSQL.
 */
class PostgresLockTimeoutTests {

	private static final String ALTER = "INSERT INTO done VALUES (1);\nALTER TABLE t ADD COLUMN w INTEGER;";

	private final Events events = new Events();

	@SuppressWarnings("NullAway.Init")
	private TestDatabase database;

	@BeforeEach
	void open() {
		this.database = TestDatabase.postgres();
		this.database.execute("CREATE TABLE t (id INTEGER)", "CREATE TABLE done (id INTEGER)",
				"INSERT INTO t VALUES (1)");
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	private Migrator migrator(Duration lockTimeout, @Nullable Duration statementTimeout, Duration retry,
			String... namesAndTexts) {
		return new Migrator("dataSource", this.database.dataSource(), this.database.dataSource(),
				TestScripts.of(namesAndTexts),
				Settings.defaults().withLocks(new LockSettings(lockTimeout, statementTimeout, retry)), this.events);
	}

	/**
	 * Without a limit, the query would wait behind the migration as long as the reader
	 * reads, because a lock that is waited for stands in the way of all later ones.
	 */
	@Test
	void anIdleReaderInFrontOfAMigrationDoesNotStallTheQueriesBehindIt() throws Exception {
		Migrator migrator = migrator(Duration.ofMillis(500), null, Duration.ofMinutes(1), "1_alter.sql", ALTER);
		try (Connection reader = this.database.dataSource().getConnection()) {
			read(reader);
			CompletableFuture<Status> run = CompletableFuture.supplyAsync(() -> migrator.migrate(null));
			Awaitility.await().until(() -> isWaiting());
			long start = System.nanoTime();
			assertThat(this.database.query("SELECT id FROM t")).containsExactly("1");
			System.out.printf("A SELECT behind the migration waited %d ms%n",
					TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
			assertThat(run).isNotDone();
			reader.rollback();
			assertThat(run.get(1, TimeUnit.MINUTES).version()).isEqualTo("1");
		}
		assertThat(this.database.query("SELECT count(*) FROM done")).containsExactly("1");
		assertThat(this.events.lines).anyMatch((line) -> line.startsWith("retrying 1 after attempt 1"));
	}

	@Test
	void saysWhoIsInTheWayWhileItWaitsAndInTheEnd() throws Exception {
		Migrator migrator = migrator(Duration.ofSeconds(10), null, Duration.ofMillis(1), "1_alter.sql", ALTER);
		try (Connection reader = this.database.dataSource().getConnection()) {
			read(reader);
			String pid = pid(reader);
			CompletableFuture<Status> run = CompletableFuture.supplyAsync(() -> migrator.migrate(null));
			Awaitility.await().untilAsserted(() -> {
				assertThat(migrator.status().running()).extracting(Status.Running::detail)
					.asString()
					.startsWith("waiting for a lock that process " + pid);
				assertThat(migrator.status().running()).extracting(Status.Running::line).isEqualTo(2);
			});
			assertThat(run).failsWithin(Duration.ofMinutes(1))
				.withThrowableThat()
				.havingRootCause()
				.withMessageContaining("canceling statement due to lock timeout");
			assertThat(migrator.failure()).isNotNull();
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(run::get)
				.havingCause()
				.withMessageMatching("(?s)Migration 1 \\(Alter\\) failed at db/migrations/1_alter.sql:2\n"
						+ "  canceling statement due to lock timeout \\(SQLSTATE 55P03\\).*"
						+ "  Statement 2 of 2: ALTER TABLE t ADD COLUMN w INTEGER\n"
						+ "Everything that this migration did was rolled back; nothing of it is left.\n"
						+ "It was tried once.\nThe lock was held by process " + pid + ".* since .*Z.")
				.isInstanceOfSatisfying(MigrationException.class, (ex) -> assertThat(ex.getAction())
					.isEqualTo("End what holds the lock, and start again. How "
							+ "long a statement waits for a lock is set by spring.migrations.lock-timeout, for how long the "
							+ "migration is tried again by spring.migrations.lock-retry."));
		}
		assertThat(this.database.query("SELECT count(*) FROM done")).containsExactly("0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-- migration: lock-timeout=100ms\n", "SET lock_timeout = '100ms';\n",
			"SET LOCAL lock_timeout = '100ms';\n" })
	void theFileGoesBeforeTheProperty(String head) throws Exception {
		Migrator migrator = migrator(Duration.ZERO, null, Duration.ZERO, "1_alter.sql", head + ALTER);
		try (Connection reader = this.database.dataSource().getConnection()) {
			read(reader);
			assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator.migrate(null))
				.withMessageContaining("SQLSTATE 55P03");
		}
	}

	@Test
	void goesOnAtTheStatementWhereAFileRunsStatementByStatement() throws Exception {
		Migrator migrator = migrator(Duration.ofMillis(300), null, Duration.ofMinutes(1), "1_alter.sql",
				ALTER + "\nCREATE INDEX CONCURRENTLY t_w ON t (w);");
		try (Connection reader = this.database.dataSource().getConnection()) {
			read(reader);
			CompletableFuture<Status> run = CompletableFuture.supplyAsync(() -> migrator.migrate(null));
			Awaitility.await()
				.until(() -> this.events.lines.stream()
					.anyMatch((line) -> line.startsWith("retrying 1 after attempt 2")));
			reader.rollback();
			assertThat(run.get(1, TimeUnit.MINUTES).version()).isEqualTo("1");
		}
		assertThat(this.database.query("SELECT count(*) FROM done")).containsExactly("1");
		assertThat(this.database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 't_w'::regclass"))
			.containsExactly("t");
	}

	@ParameterizedTest
	@ValueSource(strings = { "BEGIN;\nALTER TABLE t ADD COLUMN v INTEGER;\nCOMMIT;\nBEGIN;\nSELECT 1;\nCOMMIT;",
			"BEGIN;\nSET TRANSACTION ISOLATION LEVEL SERIALIZABLE;\nALTER TABLE t ADD COLUMN v INTEGER;\nCOMMIT;\nSELECT 1;",
			"VACUUM FULL t;", "vacuum (analyze, full) t;" })
	void limitsWhatRunsInNoTransactionOfOursToo(String script) throws Exception {
		Migrator migrator = migrator(Duration.ofMillis(300), null, Duration.ZERO, "1_x.sql", script);
		try (Connection reader = this.database.dataSource().getConnection()) {
			read(reader);
			assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator.migrate(null))
				.withMessageContaining("SQLSTATE 55P03");
			reader.rollback();
		}
		assertThat(migrator.migrate(null).version()).isEqualTo("1");
	}

	@Test
	void whatAFileSetsHoldsForAllItsTransactions() throws Exception {
		Migrator migrator = migrator(Duration.ofMillis(1), null, Duration.ZERO, "1_sets.sql",
				"SET lock_timeout = '5min';\nALTER TABLE t ADD COLUMN v INTEGER;\nVACUUM t;");
		try (Connection reader = this.database.dataSource().getConnection()) {
			read(reader);
			CompletableFuture<Status> run = CompletableFuture.supplyAsync(() -> migrator.migrate(null));
			Awaitility.await().until(() -> isWaiting() || run.isDone());
			reader.rollback();
			assertThat(run.get(1, TimeUnit.MINUTES).version()).isEqualTo("1");
		}
	}

	@Test
	void aStatementThatTakesTooLongFailsAtOnce() {
		Migrator migrator = migrator(Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofMinutes(1), "1_sleep.sql",
				"SELECT pg_sleep(60);");
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator.migrate(null))
			.withMessageContaining("canceling statement due to statement timeout (SQLSTATE 57014)");
		assertThat(this.events.lines).noneMatch((line) -> line.startsWith("retrying"));
	}

	@Test
	void leavesTheSettingsOfTheConnectionAsTheyWere() throws Exception {
		try (Connection connection = this.database.dataSource().getConnection()) {
			migrator(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ZERO, "1_alter.sql", ALTER).migrate(null);
			assertThat(query(connection, "SHOW lock_timeout")).isEqualTo("0");
		}
	}

	@Test
	void showsHowFarAnIndexIs() throws Exception {
		// tries, because whoever waits for a lock is shown as waiting
		this.database.execute("CREATE FUNCTION slow(i INTEGER) RETURNS INTEGER IMMUTABLE LANGUAGE plpgsql AS "
				+ "'BEGIN WHILE NOT pg_try_advisory_xact_lock_shared(1) LOOP PERFORM pg_sleep(0.1); END LOOP; "
				+ "RETURN i; END'");
		Migrator migrator = migrator(Duration.ofSeconds(5), null, Duration.ZERO, "1_index.sql",
				"CREATE INDEX i ON t (slow(id));");
		try (Connection gate = this.database.dataSource().getConnection()) {
			query(gate, "SELECT pg_advisory_lock(1)");
			CompletableFuture<Status> run = CompletableFuture.supplyAsync(() -> migrator.migrate(null));
			Awaitility.await()
				.untilAsserted(() -> assertThat(migrator.status().running()).extracting(Status.Running::detail)
					.isEqualTo("building index: scanning table"));
			query(gate, "SELECT pg_advisory_unlock(1)");
			assertThat(run.get(1, TimeUnit.MINUTES).version()).isEqualTo("1");
		}
	}

	private boolean isWaiting() {
		return !this.database.query("SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 't'::regclass").isEmpty();
	}

	private static void read(Connection reader) throws SQLException {
		reader.setAutoCommit(false);
		query(reader, "SELECT id FROM t");
	}

	private static String pid(Connection connection) throws SQLException {
		return query(connection, "SELECT pg_backend_pid()");
	}

	private static String query(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
			rows.next();
			return rows.getString(1);
		}
	}

}
