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
package io.github.migrations.actuate;

import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.migrations.autoconfigure.Migrations;
import io.github.migrations.autoconfigure.SlowMigration;
import io.github.migrations.autoconfigure.TestFiles;
import io.github.migrations.engine.Migrator;
import io.github.migrations.script.Version;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationsEndpoint} and {@link MigrationsHealthIndicator}, over real
 * HTTP.
 */
class MigrationsEndpointTests {

	private static final String PATH = "/actuator/migrations";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	private TestApplication start(String... arguments) {
		TestFiles.locations(this.folder.resolve("scripts"), "001_things.sql",
				"-- migration: description=Dinge für alle\nCREATE TABLE things (id INTEGER);", "001_things.down.sql",
				"DROP TABLE things;");
		String[] all = new String[arguments.length + 2];
		all[0] = "--" + TestFiles.sqlite(this.folder);
		all[1] = "--spring.migrations.locations=file:" + this.folder.resolve("scripts");
		System.arraycopy(arguments, 0, all, 2, arguments.length);
		return TestApplication.started(all);
	}

	private void addSecond(String text) {
		TestFiles.locations(this.folder.resolve("scripts"), "002_more.sql", text);
	}

	@ParameterizedTest
	@CsvSource({ "application/json, application/json", "*/*, application/json",
			"application/vnd.spring-boot.actuator.v3+json, application/vnd.spring-boot.actuator.v3+json" })
	void answersInJson(String accept, String type) {
		try (TestApplication application = start()) {
			HttpResponse<String> response = application.get(PATH, accept);
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.headers().firstValue("Content-Type")).hasValue(type);
			JsonNode root = JsonMapper.shared().readTree(response.body());
			assertThat(root.propertyNames()).containsExactly("databases");
			assertThat(root.path("databases").propertyNames()).containsExactly("dataSource");
		}
	}

	@Test
	void showsWhatIsAppliedAndPendingByTheKeysThatAreFixed() {
		try (TestApplication application = start()) {
			addSecond("CREATE TABLE more (id INTEGER);");
			JsonNode database = application.json(PATH).at("/databases/dataSource");
			assertThat(database.propertyNames()).containsExactly("product", "productVersion", "table", "state",
					"version", "applied", "pending");
			assertThat(database.path("product").asString()).isEqualTo("SQLite");
			assertThat(database.path("productVersion").asString()).startsWith("3.");
			assertThat(database.path("table").asString()).isEqualTo("schema_migrations");
			assertThat(database.path("state").asString()).isEqualTo("PENDING");
			assertThat(database.path("version").asString()).isEqualTo("001");
			JsonNode applied = database.path("applied");
			assertThat(applied).hasSize(1);
			assertThat(applied.get(0).propertyNames()).containsExactly("version", "description", "appliedAt",
					"executionTimeMs", "undoable");
			assertThat(applied.get(0).path("version").asString()).isEqualTo("001");
			assertThat(applied.get(0).path("description").asString()).isEqualTo("Dinge für alle");
			assertThat(applied.get(0).path("appliedAt").asString()).endsWith("Z");
			assertThat(Instant.parse(applied.get(0).path("appliedAt").asString())).isBefore(Instant.now());
			assertThat(applied.get(0).path("executionTimeMs").isIntegralNumber()).isTrue();
			assertThat(applied.get(0).path("undoable").booleanValue()).isTrue();
			assertThat(database.path("pending"))
				.hasToString("[{\"version\":\"002\",\"description\":\"More\",\"undoable\":false}]");
		}
	}

	@Test
	void answersInPlainText() {
		try (TestApplication application = start()) {
			addSecond("CREATE TABLE more (id INTEGER);");
			String text = """
					SQLite Migration Status:

					  ✅ Version 001: Dinge für alle (Applied)
					  ❌ Version 002: More (Pending)
					""";
			for (String path : List.of(PATH, PATH + "/dataSource")) {
				HttpResponse<String> response = application.get(path, "text/plain");
				assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain;charset=UTF-8");
				assertThat(response.body()).isEqualTo(text);
			}
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			text/html,application/xhtml+xml,*/*;q=0.8
			text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8
			text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2
			application/json, text/plain, text/html;q=0.1
			text/html
			""")
	void answersWithAPageForABrowser(String accept) {
		try (TestApplication application = start()) {
			for (String path : List.of(PATH, PATH + "/dataSource")) {
				HttpResponse<String> response = application.get(path, accept);
				assertThat(response.statusCode()).isEqualTo(200);
				assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
				assertThat(response.body()).startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
					.contains("<bdi>dataSource</bdi></h2>", "<bdi>Dinge für alle</bdi>", Stylesheet.load().text());
			}
		}
	}

	@Test
	void thePageCanBeKeptFromRefreshingItself() {
		try (TestApplication application = start()) {
			assertThat(application.get(PATH + "?refresh=false", "text/html").statusCode()).isEqualTo(200);
			assertThat(application.get(PATH + "/dataSource?refresh=true", "text/html").statusCode()).isEqualTo(200);
			assertThat(application.get(PATH + "?refresh=perhaps", "text/html").statusCode()).isEqualTo(400);
		}
	}

	@Test
	void answersForOneDatabase() {
		try (TestApplication application = start()) {
			assertThat(application.json(PATH + "/dataSource"))
				.isEqualTo(application.json(PATH).at("/databases/dataSource"));
			assertThat(application.json(PATH + "/dataSource").path("state").asString()).isEqualTo("UP_TO_DATE");
		}
	}

	@ParameterizedTest
	@CsvSource({ "application/json", "text/plain", "text/html" })
	void doesNotKnowADatabaseThatDoesNotExist(String accept) {
		try (TestApplication application = start()) {
			assertThat(application.get(PATH + "/other", accept).statusCode()).isEqualTo(404);
		}
	}

	@Test
	void isReadOnly() {
		try (TestApplication application = start()) {
			assertThat(application.post(PATH).statusCode()).isIn(404, 405);
			assertThat(application.post(PATH + "/dataSource").statusCode()).isIn(404, 405);
			assertThat(application.post(PATH + "/dataSource/migrate").statusCode()).isIn(404, 405);
			assertThat(TestFiles.tables(this.folder)).contains("things");
		}
	}

	@Test
	void isHiddenUnlessItIsExposed() {
		try (TestApplication application = start("--management.endpoints.web.exposure.include=health")) {
			assertThat(application.get(PATH, "*/*").statusCode()).isEqualTo(404);
		}
		try (TestApplication application = start("--management.endpoint.migrations.access=none")) {
			assertThat(application.get(PATH, "*/*").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void isThereOverJmxAsWell() throws Exception {
		try (TestApplication application = start("--spring.jmx.enabled=true",
				"--management.endpoints.jmx.exposure.include=*", "--spring.jmx.default-domain=migrations.test")) {
			assertThat(application.get(PATH, "*/*").statusCode()).isEqualTo(200);
			MBeanServer server = ManagementFactory.getPlatformMBeanServer();
			ObjectName name = new ObjectName("migrations.test:type=Endpoint,name=Migrations");
			Object all = server.invoke(name, "databases", new Object[0], new String[0]);
			assertThat(all).asString().contains("UP_TO_DATE");
			Object one = server.invoke(name, "database", new Object[] { "dataSource" },
					new String[] { String.class.getName() });
			assertThat(one).asString().contains("UP_TO_DATE");
			assertThat(one).asInstanceOf(InstanceOfAssertFactories.MAP)
				.containsKeys("product", "productVersion", "table", "version", "applied", "pending");
			assertThat(server.invoke(name, "database", new Object[] { "nowhere" },
					new String[] { String.class.getName() }))
				.isNull();
			assertThat(server.getMBeanInfo(name).getOperations()).extracting(MBeanOperationInfo::getName)
				.contains("databases", "database");
		}
	}

	@Test
	void showsAFailureWhileTheApplicationLivesOn() {
		addSecond("CREATE TABLE more (id INTEGER);\nINSERT INTO missing VALUES (1);");
		try (TestApplication application = start("--spring.migrations.on-failure=keep-running")) {
			JsonNode database = application.json(PATH).at("/databases/dataSource");
			assertThat(database.path("state").asString()).isEqualTo("FAILED");
			assertThat(database.path("version").asString()).isEqualTo("001");
			JsonNode failure = database.path("failure");
			assertThat(failure.propertyNames()).containsExactly("version", "file", "line", "message");
			assertThat(failure.path("version").asString()).isEqualTo("002");
			assertThat(failure.path("file").asString())
				.isEqualTo(this.folder.resolve("scripts/002_more.sql").toString());
			assertThat(failure.path("line").asInt()).isEqualTo(2);
			assertThat(failure.path("message").asString()).isEqualTo("no such table: missing (SQLITE_ERROR)");
			assertThat(application.get(PATH, "text/plain").body()).contains("  ❌ Version 002: More (Pending)\n")
				.contains("  Failed: " + this.folder.resolve("scripts/002_more.sql:2")
						+ ": no such table: missing (SQLITE_ERROR)\n");
			assertHealth(application, 503, "DOWN");
			assertThat(application.get("/actuator/health/liveness", "*/*").statusCode()).isEqualTo(200);
			HttpResponse<String> readiness = application.get("/actuator/health/readiness", "*/*");
			assertThat(readiness.statusCode()).isEqualTo(503);
			assertThat(readiness.body()).contains("OUT_OF_SERVICE");
		}
	}

	@Test
	void showsAlsoAFailureThatComesBeforeTheDatabaseIsRead() {
		TestFiles.locations(this.folder.resolve("scripts"), "001_again.sql", "");
		try (TestApplication application = start("--spring.migrations.on-failure=keep-running")) {
			JsonNode database = application.json(PATH).at("/databases/dataSource");
			assertThat(database.path("state").asString()).isEqualTo("FAILED");
			assertThat(database.at("/failure/message").asString()).contains("version 001 is taken by");
			assertThat(application.get(PATH, "text/plain").body()).contains("version 001 is taken by");
			assertHealth(application, 503, "DOWN");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "--spring.migrations.run-on=never", "--spring.migrations.on-failure=keep-running" })
	void showsWhatAnotherToolHasAppliedUntilItIsTakenOver(String argument) {
		execute("CREATE TABLE schema_migrations (version VARCHAR(255) PRIMARY KEY)");
		execute("INSERT INTO schema_migrations VALUES ('001')");
		addSecond("CREATE TABLE more (id INTEGER);");
		try (TestApplication application = start(argument)) {
			JsonNode database = application.json(PATH).at("/databases/dataSource");
			assertThat(database.path("state").asString()).isEqualTo("FAILED");
			assertThat(database.at("/applied/0/version").asString()).isEqualTo("001");
			assertThat(database.at("/pending/0/version").asString()).isEqualTo("002");
			assertThat(database.at("/failure/message").asString())
				.contains("The table main.schema_migrations is that of Rails or dbmate");
			assertThat(application.get(PATH, "text/plain").body()).contains("migrations:adopt --preview");
			assertHealth(application, 503, "DOWN");
			Migrator migrator = Objects
				.requireNonNull(application.awaitStarted().getBean(Migrations.class).find("dataSource"));
			migrator.adopt(migrator.adoption(null));
			assertThat(application.json(PATH).at("/databases/dataSource/state").asString()).isEqualTo("PENDING");
			migrator.migrate(null);
			assertHealth(application, 200, "UP");
		}
	}

	private void execute(String sql) {
		try (Connection connection = DriverManager.getConnection(TestFiles.url(this.folder));
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void healthFollowsTheState() {
		try (TestApplication application = start("--spring.migrations.run-on=never")) {
			assertHealth(application, 503, "OUT_OF_SERVICE");
			Migrations migrations = application.awaitStarted().getBean(Migrations.class);
			Objects.requireNonNull(migrations.find("dataSource")).migrate(null);
			assertHealth(application, 200, "UP");
		}
	}

	@Test
	void healthIsUpForADatabaseThatIsAhead() {
		try (TestApplication application = start()) {
			assertHealth(application, 200, "UP");
		}
		TestFiles.query(TestFiles.url(this.folder),
				"INSERT INTO schema_migrations VALUES ('999', 'Newer', '2026-01-01') RETURNING version");
		try (TestApplication application = start()) {
			assertThat(application.json(PATH + "/dataSource").path("state").asString()).isEqualTo("AHEAD");
			assertHealth(application, 200, "UP");
		}
	}

	@Test
	void healthTellsOfPendingMigrationsThatACommandHasLeft() {
		addSecond("CREATE TABLE more (id INTEGER);");
		try (TestApplication application = start("--spring.migrations.run-on=never")) {
			Migrations migrations = application.awaitStarted().getBean(Migrations.class);
			Objects.requireNonNull(migrations.find("dataSource")).migrate(Version.parse("001"));
			JsonNode health = assertHealth(application, 503, "OUT_OF_SERVICE");
			assertThat(health.at("/details/dataSource/pending").asInt()).isEqualTo(1);
			assertThat(health.at("/details/dataSource/version").asString()).isEqualTo("001");
		}
	}

	@Test
	void answersFromMemoryWhileASlowMigrationRuns() {
		try (SlowMigration migration = new SlowMigration(this.folder);
				TestApplication application = new TestApplication(
						migration.arguments("--management.endpoint.health.show-details=always",
								"--management.endpoint.health.group.readiness.include=readinessState,migrations",
								"--spring.datasource.hikari.connection-timeout=1000"))) {
			try {
				migration.awaitRunning();
				assertThat(application.isStarting()).isTrue();
				HttpResponse<String> liveness = application.get("/actuator/health/liveness", "*/*");
				assertThat(liveness.statusCode()).isEqualTo(200);
				assertThat(liveness.body()).contains("\"status\":\"UP\"");
				assertThat(application.get("/actuator/health/readiness", "*/*").statusCode()).isEqualTo(503);
				assertHealth(application, 503, "OUT_OF_SERVICE");
				JsonNode database = application.json(PATH).at("/databases/dataSource");
				assertThat(database.path("state").asString()).isEqualTo("MIGRATING");
				JsonNode running = database.path("running");
				assertThat(running.propertyNames()).contains("version", "statement", "statements", "line", "rows",
						"percent", "elapsedMs");
				assertThat(running.path("version").asString()).isEqualTo("001");
				assertThat(running.path("statement").asInt()).isEqualTo(2);
				assertThat(running.path("statements").asInt()).isEqualTo(2);
				assertThat(running.path("line").asInt()).isEqualTo(3);
				assertThat(running.path("percent").asDouble()).isEqualTo(50);
				assertThat(application.get(PATH, "text/plain").body())
					.contains("⏳ Version 001: Things (Running: statement 2 of 2, line 3, ");
				assertThat(application.isStarting()).isTrue();
			}
			finally {
				migration.release();
			}
			application.awaitStarted();
			assertThat(application.get("/actuator/health/readiness", "*/*").statusCode()).isEqualTo(200);
			assertThat(application.json(PATH + "/dataSource").path("state").asString()).isEqualTo("UP_TO_DATE");
			assertHealth(application, 200, "UP");
		}
	}

	private static JsonNode assertHealth(TestApplication application, int code, String status) {
		HttpResponse<String> response = application.get("/actuator/health/migrations", "application/json");
		assertThat(response.statusCode()).as(response.body()).isEqualTo(code);
		JsonNode health = JsonMapper.shared().readTree(response.body());
		assertThat(health.path("status").asString()).isEqualTo(status);
		return health;
	}

}
