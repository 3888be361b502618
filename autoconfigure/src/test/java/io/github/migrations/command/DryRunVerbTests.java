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

package io.github.migrations.command;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.env.StandardEnvironment;

import io.github.migrations.autoconfigure.Migrations;
import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.MigrationListener;
import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.ScriptSource;
import io.github.migrations.engine.Settings;
import io.github.migrations.script.ScriptFile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DryRunVerb}.
 */
class DryRunVerbTests {

	private static final String GOOD = """

			  ✅ Version 1: A (Would be applied, 0 ms)

			      Line      Rows        Time  Statement
			         1         0 0 ms  CREATE TABLE a (id INTEGER)
			                                  creates table a

			  Rows:

			    a: none -> 0

			  1 would be applied, 0 would fail, 0 not tried or not completely. This was a copy; the database has not \
			been touched.
			""";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@Test
	void showsATableAndSucceeds() {
		Migrator migrator = migrator("one", "CREATE TABLE a (id INTEGER);");
		CommandResult result = run(List.of(migrator), Map.of());
		assertThat(result.exitCode()).isZero();
		assertThat(result.text().replaceAll(" +\\d+ ms", " 0 ms")).isEqualTo("SQLite Dry Run:\n" + GOOD);
		assertThat(migrator.status().applied()).isEmpty();
	}

	@Test
	void failsWhereAMigrationWouldFail() {
		Migrator good = migrator("good", "CREATE TABLE a (id INTEGER);");
		Migrator bad = migrator("bad", "CREATE TABLE a (id INTEGER);\nDROP TABLE b;");
		CommandResult result = run(List.of(bad, good), Map.of());
		assertThat(result.exitCode()).isOne();
		assertThat(result.text().replaceAll(" +\\d+ ms", " 0 ms")).isEqualTo(
				"""
						SQLite Dry Run (bad):

						  ❌ Version 1: A (Would fail, 0 ms)
						     1_a.sql: line 2: no such table: b (SQLITE_ERROR)

						      Line      Rows        Time  Statement
						         1         0 0 ms  CREATE TABLE a (id INTEGER)
						                                  creates table a
						         2         -        - ms  DROP TABLE b
						                                  would fail: no such table: b (SQLITE_ERROR)

						  0 would be applied, 1 would fail, 0 not tried or not completely. This was a copy; the database has not \
						been touched.

						SQLite Dry Run (good):
						"""
						+ GOOD);
	}

	@Test
	void writesJson() {
		CommandResult result = run(List.of(migrator("one", "CREATE TABLE a (id INTEGER);\nDROP TABLE b;")),
				Map.of("json", "", "statement-timeout", "2m", "max-duration", "10m"));
		assertThat(result.exitCode()).isOne();
		JsonNode database = JsonMapper.shared().readTree(result.text()).at("/databases/one");
		assertThat(database.propertyNames()).containsExactly("product", "copy", "fails", "durationMs", "migrations");
		JsonNode migration = database.path("migrations").get(0);
		assertThat(migration.propertyNames()).containsExactly("version", "description", "file", "outcome", "reason",
				"durationMs", "statements");
		assertThat(migration.path("outcome").asString()).isEqualTo("FAILS");
		assertThat(migration.path("statements").get(0).propertyNames()).containsExactly("number", "count", "line",
				"statement", "outcome", "rows", "durationMs", "changes");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1s", "soon", "", "99999999999999999999d" })
	void refusesADurationThatIsNone(String duration) {
		List<Migrator> migrators = List.of(migrator("one", "SELECT 1;"));
		for (String option : List.of("statement-timeout", "max-duration")) {
			assertThatExceptionOfType(MigrationException.class)
				.isThrownBy(() -> run(migrators, Map.of(option, duration)))
				.withMessage(
						"--%s='%s' is not a duration: expected a number above zero and a unit, such as 500ms, 10s or 2m.",
						option, duration);
		}
	}

	private Migrator migrator(String name, String script) {
		SQLiteDataSource dataSource = new SQLiteDataSource();
		dataSource.setUrl("jdbc:sqlite:" + this.folder.resolve(name + ".db"));
		ScriptSource scripts = new ScriptSource() {

			@Override
			public List<ScriptFile> find() {
				return List.of(new ScriptFile("1_a.sql", "1_a.sql",
						() -> new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8))));
			}

			@Override
			public List<String> locations() {
				return List.of();
			}

		};
		return new Migrator(name, dataSource, dataSource, scripts, Settings.defaults(), MigrationListener.NONE);
	}

	private static CommandResult run(List<Migrator> migrators, Map<String, String> options) {
		return new DryRunVerb().run(new CommandContext(() -> new Migrations(migrators), new StandardEnvironment(),
				new Options(options), new CommandOutput(new PrintStream(OutputStream.nullOutputStream()), null)));
	}

}
