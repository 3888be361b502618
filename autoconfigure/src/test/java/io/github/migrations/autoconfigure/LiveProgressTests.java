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

package io.github.migrations.autoconfigure;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.migrations.test.TestPostgres;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the endpoint and the log say while a migration runs or waits, in applications that
 * really start.
 */
@ExtendWith(OutputCaptureExtension.class)
class LiveProgressTests {

	/**
	 * What the index is built of: row 30 is not done before the test lets go of a lock.
	 */
	private static final String SLOW = """
			CREATE FUNCTION slow(i INTEGER) RETURNS INTEGER IMMUTABLE LANGUAGE plpgsql AS '
			BEGIN
			  IF i = 30 THEN
			    WHILE NOT pg_try_advisory_lock_shared(42) LOOP
			      PERFORM pg_sleep(0.02);
			    END LOOP;
			    PERFORM pg_advisory_unlock_shared(42);
			  END IF;
			  RETURN i;
			END'""";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@SuppressWarnings("NullAway.Init")
	private TestPostgres.Database database;

	private Runnable release = () -> {
	};

	@BeforeEach
	void create() {
		this.database = TestPostgres.createDatabase();
	}

	@AfterEach
	void drop() {
		this.database.close();
	}

	private WebApplication start(String script, String... more) {
		return startWith(this.database.url(), script, more);
	}

	private WebApplication startWith(String url, String script, String... more) {
		List<String> arguments = new ArrayList<>(
				List.of("--spring.main.web-application-type=servlet", "--spring.migrations.progress-interval=100ms",
						"--spring.datasource.url=" + url, "--spring.datasource.username=" + this.database.username(),
						"--spring.datasource.password=" + this.database.password(),
						"--" + TestFiles.locations(this.folder.resolve("scripts"), "001_change.sql", script)));
		arguments.addAll(List.of(more));
		// an application that is stopped by a failing test must not wait for anybody
		WebApplication application = new WebApplication(arguments, () -> {
			this.release.run();
			this.database.close();
		});
		application.context();
		return application;
	}

	private static ConditionFactory await() {
		return Awaitility.await();
	}

	/**
	 * Opens a session of somebody else, who shows up by this name.
	 */
	private Connection session(String name) throws SQLException {
		Connection connection = this.database.dataSource().getConnection();
		execute(connection, "SET application_name = '" + name + "'");
		return connection;
	}

	private static void execute(Connection connection, String... statements) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

	private static int pid(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				var rows = statement.executeQuery("SELECT pg_backend_pid()")) {
			rows.next();
			return rows.getInt(1);
		}
	}

	private static JsonNode json(WebApplication application) {
		return JsonMapper.shared().readTree(application.get("/actuator/migrations").body()).at("/databases/dataSource");
	}

	@Test
	void showsPhaseAndPercentageOfAnIndexThatIsBuilt(CapturedOutput output) throws Exception {
		try (Connection latch = session("latch")) {
			prepareIndex(latch);
			try (WebApplication application = start(
					"CREATE TABLE u (id INTEGER);\n\nCREATE INDEX i ON t (slow(id));")) {
				await().untilAsserted(() -> {
					JsonNode json = json(application);
					JsonNode running = json.path("running");
					assertThat(json.path("state").asString()).isEqualTo("MIGRATING");
					assertThat(json.has("running")).isTrue();
					assertThat(running.path("version").asString()).isEqualTo("001");
					assertThat(running.path("statement").intValue()).isEqualTo(2);
					assertThat(running.path("statements").intValue()).isEqualTo(2);
					assertThat(running.path("line").intValue()).isEqualTo(3);
					assertThat(running.path("detail").asString()).isEqualTo("building index: scanning table");
					// half of the second of two statements
					assertThat(running.path("percent").doubleValue()).isBetween(70.0, 80.0);
				});
				await().untilAsserted(() -> assertThat(output).containsPattern(
						"Database 'dataSource': migration 1 of 1 \\(001 Change\\), statement 2 of 2 on line "
								+ "3, 7\\d\\.\\d %, \\d+ s, building index: scanning table\n"));
				execute(latch, "SELECT pg_advisory_unlock(42)");
				application.awaitStarted();
				assertThat(json(application).path("state").asString()).isEqualTo("UP_TO_DATE");
				assertThat(json(application).has("running")).isFalse();
			}
		}
	}

	/**
	 * Who looks from a pool without autocommit must not have a transaction open, for
	 * which the build would wait.
	 */
	@Test
	void whoLooksDoesNotHoldUpAConcurrentBuild() throws Exception {
		try (Connection latch = session("latch")) {
			prepareIndex(latch);
			try (WebApplication application = start("CREATE INDEX CONCURRENTLY i ON t (slow(id));",
					"--spring.datasource.hikari.auto-commit=false",
					"--spring.datasource.hikari.transaction-isolation=TRANSACTION_REPEATABLE_READ")) {
				await().untilAsserted(() -> assertThat(json(application).at("/running/detail").asString())
					.isEqualTo("building index: scanning table"));
				execute(latch, "SELECT pg_advisory_unlock(42)");
				application.awaitStarted();
				assertThat(json(application).path("state").asString()).isEqualTo("UP_TO_DATE");
			}
		}
	}

	private static void prepareIndex(Connection latch) throws SQLException {
		execute(latch, SLOW, "CREATE TABLE t (id INTEGER, pad TEXT)", "ALTER TABLE t ALTER pad SET STORAGE PLAIN",
				"INSERT INTO t SELECT i, repeat('x', 5000) FROM generate_series(1, 60) i",
				"SELECT pg_advisory_lock(42)");
	}

	@Test
	void showsWhoIsInTheWayOfAStatement(CapturedOutput output) throws Exception {
		try (Connection reader = session("reader")) {
			execute(reader, "CREATE TABLE t (id INTEGER)", "BEGIN", "SELECT * FROM t");
			try (WebApplication application = start(
					"-- migration: lock-timeout=10m\nALTER TABLE t ADD COLUMN w INTEGER;")) {
				await().untilAsserted(() -> {
					JsonNode json = json(application);
					assertThat(json.path("state").asString()).isEqualTo("MIGRATING");
					assertThat(json.path("running").path("line").intValue(0)).isEqualTo(2);
					assertThat(json.at("/running/detail").asString())
						.startsWith("waiting for a lock that process " + pid(reader) + " 'reader'");
					assertHolder(json.path("waiting"), pid(reader), "reader");
				});
				await().untilAsserted(() -> assertThat(output).containsPattern(
						"Database 'dataSource': migration 1 of 1 \\(001 Change\\), statement 1 of 1 on line 2, "
								+ "0\\.0 %, \\d+ s, waiting for a lock of process " + pid(reader)
								+ " 'reader' on [^ ]+, which has been busy since [^ ]+Z, for \\d+ s\n"));
				execute(reader, "ROLLBACK");
				application.awaitStarted();
				assertThat(json(application).has("waiting")).isFalse();
			}
		}
	}

	@Test
	void showsTheProcessThatAnotherInstanceMigratesInAndIsReadyWhenThatIsDone(CapturedOutput output) throws Exception {
		try (Connection reader = session("reader")) {
			execute(reader, "CREATE TABLE t (id INTEGER)", "BEGIN", "SELECT * FROM t");
			String script = "-- migration: lock-timeout=10m\nALTER TABLE t ADD COLUMN w INTEGER;";
			String url = this.database.url();
			try (WebApplication one = startWith(url + ((url.contains("?")) ? "&" : "?") + "ApplicationName=one",
					script)) {
				await().until(() -> json(one).has("waiting"));
				try (WebApplication other = start(script)) {
					await().untilAsserted(() -> {
						JsonNode json = json(other);
						assertThat(json.path("state").asString()).isEqualTo("WAITING");
						assertThat(json.has("running")).isFalse();
						assertHolder(json.path("waiting"), holder(), "one");
					});
					assertThat(other.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
					assertThat(other.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
					await().untilAsserted(
							() -> assertThat(output).containsPattern("Database 'dataSource': waiting for process "
									+ holder() + " 'one' on [^ ]+, which has been busy since [^ ]+Z, for \\d+ s\n"));
					execute(reader, "ROLLBACK");
					one.awaitStarted();
					other.awaitStarted();
					assertThat(json(other).path("state").asString()).isEqualTo("UP_TO_DATE");
					assertThat(other.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
				}
			}
		}
	}

	private int holder() {
		try (Connection connection = this.database.dataSource().getConnection();
				Statement statement = connection.createStatement();
				var rows = statement.executeQuery("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted "
						+ "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")) {
			rows.next();
			return rows.getInt(1);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void assertHolder(JsonNode waiting, int pid, String application) {
		assertThat(waiting.has("pid")).isTrue();
		assertThat(waiting.path("pid").intValue()).isEqualTo(pid);
		assertThat(waiting.path("application").asString()).isEqualTo(application);
		assertThat(waiting.path("host").asString()).isNotEmpty();
		assertThat(waiting.path("holder").asString())
			.isEqualTo("process %d '%s' on %s".formatted(pid, application, waiting.path("host").asString()));
		assertThat(Instant.parse(waiting.path("since").asString())).isBeforeOrEqualTo(Instant.now());
		assertThat(Instant.parse(waiting.path("holderSince").asString())).isBeforeOrEqualTo(Instant.now());
	}

	@Test
	void saysOnSqliteSinceWhenItWaits(CapturedOutput output) {
		String url = TestFiles.url(this.folder);
		try (BlockedDatabase blocked = new BlockedDatabase(url)) {
			this.release = blocked::release;
			try (WebApplication application = startWith(url, "CREATE TABLE t (id INTEGER);")) {
				await().untilAsserted(() -> {
					JsonNode json = json(application);
					assertThat(json.path("state").asString()).isEqualTo("WAITING");
					assertThat(json.path("waiting").propertyNames()).containsExactly("holder", "since");
					assertThat(json.at("/waiting/holder").asString()).isEqualTo("another process");
					assertThat(Instant.parse(json.at("/waiting/since").asString())).isBeforeOrEqualTo(Instant.now());
				});
				await().untilAsserted(() -> assertThat(output)
					.containsPattern("Database 'dataSource': waiting for another process for \\d+ s\n"));
				assertThat(application.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
				blocked.release();
				application.awaitStarted();
				assertThat(application.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
			}
		}
	}

}
