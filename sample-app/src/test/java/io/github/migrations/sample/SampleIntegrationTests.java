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

package io.github.migrations.sample;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the sample application does on every database, seen from outside: its jar, run as
 * operating-system processes.
 */
abstract class SampleIntegrationTests {

	/** The migrations as status and endpoint show them. */
	static final List<String> MIGRATIONS = List.of("001: Initial schema - conversations table",
			"002: Session groups index for channel-keyed rollover", "003: Scheduled jobs table",
			"004: Plans table for plan-mode storage", "005: Shell history table",
			"006: Scheduled job run records table");

	static final List<String> VERSIONS = MIGRATIONS.stream().map((line) -> line.substring(0, 3)).toList();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	/**
	 * Names the database as people see it.
	 * @return the name of the product
	 */
	abstract String product();

	/**
	 * Says in the environment where the database is.
	 * @return the variables
	 */
	abstract Map<String, String> environment();

	/**
	 * Connects to the database without the application.
	 * @return a new connection
	 * @throws SQLException if that fails
	 */
	abstract Connection connect() throws SQLException;

	@Test
	void theFirstStartAppliesAllMigrationsAndTheSecondNone() throws SQLException {
		try (SampleProcess first = start()) {
			first.awaitReady();
			assertThat(first.applied()).as(first::toString).isEqualTo(VERSIONS);
			assertUpToDate(first);
		}
		List<String> history = history();
		assertThat(history).hasSize(VERSIONS.size());
		try (SampleProcess second = start()) {
			second.awaitReady();
			assertThat(second.applied()).as(second::toString).isEmpty();
			assertUpToDate(second);
		}
		assertThat(history()).isEqualTo(history);
	}

	@Test
	void appliesEachMigrationOnceWhenEightProcessesStartTogether() throws SQLException {
		List<SampleProcess> processes = new ArrayList<>();
		try {
			for (int i = 0; i < 8; i++) {
				processes.add(start("--spring.datasource.hikari.maximum-pool-size=3"));
			}
			processes.forEach(SampleProcess::awaitReady);
			List<String> applied = processes.stream().flatMap((process) -> process.applied().stream()).toList();
			assertThat(applied).as(processes::toString).containsExactlyInAnyOrderElementsOf(VERSIONS);
			processes.forEach(this::assertUpToDate);
			assertThat(history()).hasSize(VERSIONS.size());
		}
		finally {
			processes.forEach(SampleProcess::close);
		}
	}

	@Test
	void theCommandsShowAndApplyMigrations() {
		assertThat(command("migrations:status")).isEqualTo(status(0));
		command("migrations:migrate", "--to=003");
		assertThat(command("migrations:status")).isEqualTo(status(3));
		command("migrations:migrate");
		assertThat(command("migrations:status")).isEqualTo(status(6));
	}

	final SampleProcess start(String... arguments) {
		return SampleProcess.start(this.folder, environment(), List.of(arguments));
	}

	/**
	 * Runs a command that must go well; its standard output may hold nothing but the
	 * result.
	 */
	final String command(String... arguments) {
		try (SampleProcess process = start(arguments)) {
			assertThat(process.awaitExit()).as(process::toString).isZero();
			assertThat(process.output()).as(process::toString).doesNotContain(" --- [", "Tomcat", ":: Spring Boot ::");
			return process.output().strip();
		}
	}

	final String status(int applied) {
		return product() + " Migration Status:\n\n"
				+ MIGRATIONS.stream()
					.map((line) -> (MIGRATIONS.indexOf(line) < applied) ? "  ✅ Version " + line + " (Applied)"
							: "  ❌ Version " + line + " (Pending)")
					.collect(Collectors.joining("\n"));
	}

	final void assertUpToDate(SampleProcess process) {
		JsonNode database = process.json("/actuator/migrations").at("/databases/dataSource");
		assertThat(database.path("product").asString()).isEqualTo(product());
		assertThat(database.path("state").asString()).isEqualTo("UP_TO_DATE");
		assertThat(database.path("version").asString()).isEqualTo("006");
		assertThat(database.path("pending")).isEmpty();
		assertThat(database.path("applied"))
			.map((migration) -> migration.path("version").asString() + ": " + migration.path("description").asString())
			.isEqualTo(MIGRATIONS);
		assertThat(database.path("applied")).allMatch((migration) -> migration.path("undoable").asBoolean());
		assertThat(process.get("/actuator/migrations", "text/plain").strip()).isEqualTo(status(6));
		assertThat(process.get("/actuator/migrations", "text/html,*/*;q=0.8")).startsWith("<!DOCTYPE html>")
			.contains("<style>:root {", "<bdi>dataSource</bdi>", "Up to date", "<b>006</b>");
		assertThat(process.json("/actuator/health/readiness").at("/components/migrations/status").asString())
			.isEqualTo("UP");
		assertThat(process.json("/conversations")).isEmpty();
	}

	/** The rows of the tracking table, with their times, by version. */
	private List<String> history() throws SQLException {
		try (Connection connection = connect();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("SELECT * FROM schema_migrations ORDER BY version")) {
			List<String> history = new ArrayList<>();
			while (rows.next()) {
				history.add(rows.getString("version") + ": " + rows.getString("description") + " "
						+ rows.getString("applied_at"));
			}
			return history;
		}
	}

}
