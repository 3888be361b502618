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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.migrations.autoconfigure.TestFiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The commands, as processes of their own.
 */
class CommandTests {

	private static final String WITHOUT_DATABASE = "--spring.autoconfigure.exclude="
			+ "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@BeforeEach
	void writeScripts() {
		TestFiles.locations(this.folder.resolve("scripts"), "001_things.sql",
				"-- migration: description=Dinge für alle\nCREATE TABLE things (id INTEGER);", "002_more.sql",
				"CREATE TABLE more (id INTEGER);");
	}

	private CommandProcess start(boolean withThread, String... arguments) {
		List<String> all = new ArrayList<>(List.of(arguments));
		all.add("--spring.migrations.locations=file:" + this.folder.resolve("scripts"));
		all.add("--logging.config=classpath:logback-command.xml");
		all.add("--server.port=0");
		if (all.stream().noneMatch((argument) -> argument.startsWith("--spring.datasource.url="))) {
			all.add("--" + TestFiles.sqlite(this.folder));
		}
		return CommandProcess.start(this.folder, withThread, all);
	}

	private Result run(String... arguments) {
		return run(false, arguments);
	}

	private Result run(boolean withThread, String... arguments) {
		try (CommandProcess process = start(withThread, arguments)) {
			return new Result(process.awaitExit(), process.output(), process.error());
		}
	}

	@Test
	void theApplicationOfTheseTestsDoesSomethingAtEveryOpportunity() {
		try (CommandProcess process = start(false)) {
			Awaitility.await()
				.untilAsserted(() -> assertThat(process.error()).contains(CommandTestApplication.RAN + "scheduled",
						CommandTestApplication.RAN + "ready", CommandTestApplication.RAN + "started",
						CommandTestApplication.RAN + "refreshed", CommandTestApplication.RAN + "listener",
						CommandTestApplication.RAN + "application runner",
						CommandTestApplication.RAN + "command line runner", CommandTestApplication.RAN + "lifecycle",
						CommandTestApplication.RAN + "eager", CommandTestApplication.RAN + "not lazy",
						CommandTestApplication.RAN + "early"));
			assertThat(process.output()).contains("Tomcat started on port");
		}
	}

	@ParameterizedTest
	@CsvSource({ "application-ready", "startup", "first-connection", "never" })
	void theStatusIsTextAndAppliesNothing(String runOn) {
		Result result = run("migrations:status", "--spring.migrations.run-on=" + runOn);
		assertThat(result.output()).as(result.error()).isEqualTo("""
				SQLite Migration Status:

				  ❌ Version 001: Dinge für alle (Pending)
				  ❌ Version 002: More (Pending)
				""");
		assertThat(result.exitCode()).isZero();
		assertThat(result.error()).isEmpty();
		assertThat(this.folder.resolve("test.db")).doesNotExist();
	}

	@Test
	void theStatusIsJsonOnRequest() {
		Result result = run("migrations:status", "--json");
		assertThat(result.exitCode()).as(result.error()).isZero();
		JsonNode database = JsonMapper.shared().readTree(result.output()).at("/databases/dataSource");
		assertThat(database.path("state").asString()).isEqualTo("PENDING");
		assertThat(database.at("/pending/0/description").asString()).isEqualTo("Dinge für alle");
	}

	@ParameterizedTest
	@CsvSource({ "application-ready", "startup", "first-connection", "never" })
	void migratesWhateverTheApplicationDoesByItself(String runOn) {
		Result result = run("migrations:migrate", "--spring.migrations.run-on=" + runOn);
		assertThat(result.output()).as(result.error())
			.matches("✅ Version 001: Dinge für alle \\(\\d+ ms\\)\n✅ Version 002: More \\(\\d+ ms\\)\n"
					+ "dataSource: 2 applied, 0 pending, version 002\n");
		assertThat(result.exitCode()).isZero();
		assertThat(result.error()).isEmpty();
		assertThat(TestFiles.tables(this.folder)).contains("things", "more");
	}

	@Test
	void migratesToAVersion() {
		Result result = run("migrations:migrate", "--to=1");
		assertThat(result.exitCode()).as(result.error()).isZero();
		assertThat(result.output()).endsWith("dataSource: 1 applied, 1 pending, version 001\n");
		assertThat(TestFiles.tables(this.folder)).contains("things").doesNotContain("more");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			--to=003 | There is no migration with the version 003.
			--to=x   | --to='x' is not a version: expected digits, further parts joined by dots.
			--to     | --to='' is not a version: expected digits, further parts joined by dots.
			""")
	void refusesAVersionThatIsNone(String option, String message) {
		Result result = run("migrations:migrate", option);
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.output()).isEmpty();
		assertThat(result.error()).startsWith(message).endsWith("Nothing has been changed.\n");
		assertThat(this.folder.resolve("test.db").toFile().length()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "application-ready", "first-connection" })
	void validatesAndCreatesNothing(String runOn) {
		Result result = run("migrations:validate", "--spring.migrations.run-on=" + runOn);
		assertThat(result.output()).as(result.error())
			.startsWith(
					"""
							SQLite Migration Validation:

							  warning  none of the migrations has an undo script (the pending ones are 001 to 002) [missing-undo]

							  %1$s/001_things.sql - one transaction: every statement can run in one
							  %1$s/002_more.sql - one transaction: every statement can run in one
							"""
						.formatted(this.folder.resolve("scripts")))
			.endsWith("  0 errors, 1 warning (0 applied, 2 pending)\n");
		assertThat(result.exitCode()).isZero();
		assertThat(result.error()).isEmpty();
		assertThat(this.folder.resolve("test.db")).doesNotExist();
	}

	@Test
	void validatesStrictlyOnRequest() {
		Result result = run("migrations:validate", "--strict");
		assertThat(result.exitCode()).as(result.error()).isEqualTo(1);
		assertThat(result.output()).endsWith("  0 errors, 1 warning (0 applied, 2 pending)\n");
		assertThat(result.error()).isEmpty();
	}

	@Test
	void validatesWhatCannotBeMigrated() {
		TestFiles.locations(this.folder.resolve("scripts"), "002_more.sql", "SELECT 'für;");
		Result result = run("migrations:validate");
		assertThat(result.exitCode()).as(result.error()).isEqualTo(1);
		assertThat(result.output()).contains("""
				  %s/002_more.sql
				    line 1  error    the string that begins on this line is never closed; close it with '
				""".formatted(this.folder.resolve("scripts")))
			.endsWith("  1 error, 1 warning (0 applied, 2 pending)\n");
		assertThat(result.error()).isEmpty();
		assertThat(this.folder.resolve("test.db")).doesNotExist();
	}

	@Test
	void refusesAValueWhereNoneBelongs() {
		Result result = run("migrations:status", "--json=pretty");
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.error()).isEqualTo("--json takes no value, but has 'pretty'.\n\nNothing has been changed.\n");
	}

	@Test
	void refusesWhatDoesNotExistAndListsWhatDoes() {
		assertUsage("There is no command 'migrations:migrat'.", "migrations:migrat");
		assertUsage("There is no command 'migrations:'.", "migrations:");
		assertUsage("There is no command 'Migrations:STATUS'.", "Migrations:STATUS");
		assertUsage("'migrations:status' has no option '--to'.", "migrations:status", "--to=1");
		assertUsage("'migrations:status' takes options, but no other arguments: migrations:status now",
				"migrations:status", "now");
	}

	@Test
	void explainsACommandWithoutDoingIt() {
		Result result = run("migrations:migrate", "--help");
		assertThat(result.exitCode()).as(result.error()).isZero();
		assertThat(result.output()).isEqualTo(Verbs.help(new MigrateVerb()));
		assertThat(this.folder.resolve("test.db")).doesNotExist();
	}

	@Test
	void showsABarInATerminal() throws Exception {
		assumeThat(Files.isExecutable(Path.of("/usr/bin/script")))
			.as("a terminal is made by the program 'script' of util-linux")
			.isTrue();
		TestFiles.locations(this.folder.resolve("scripts"), "002_more.sql", """
				CREATE TABLE more (id INTEGER);
				WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) SELECT max(i) FROM n;
				""");
		String shown = CommandProcess.inTerminal(this.folder,
				List.of("migrations:migrate", "--spring.migrations.locations=file:" + this.folder.resolve("scripts"),
						"--logging.config=classpath:logback-command.xml", "--" + TestFiles.sqlite(this.folder)));
		assertThat(shown).containsPattern("002 \\[#+-+]  50 % 2/2 \\d+ s")
			.contains("\r\033[K✅ Version 002: More (")
			.contains("dataSource: 2 applied, 0 pending, version 002");
	}

	@Test
	void saysOnStandardErrorHowALongRunIsGettingOnWhereThereIsNoTerminal() {
		TestFiles.locations(this.folder.resolve("scripts"), "002_more.sql", """
				CREATE TABLE more (id INTEGER);
				WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) SELECT max(i) FROM n;
				""");
		Result result = run("migrations:migrate", "--spring.migrations.progress-interval=20ms");
		assertThat(result.exitCode()).isZero();
		assertThat(result.output()).matches("✅ Version 001: Dinge für alle \\(\\d+ ms\\)\n"
				+ "✅ Version 002: More \\(\\d+ ms\\)\ndataSource: 2 applied, 0 pending, version 002\n");
		assertThat(result.error())
			.containsPattern("Database 'dataSource': migration 2 of 2 \\(002 More\\), statement 2 of 2 "
					+ "on line 2, (\\d+ rows? so far, )?50\\.0 %, \\d+ s\n");
	}

	private void assertUsage(String message, String... arguments) {
		Result result = run(arguments);
		assertThat(result.exitCode()).isEqualTo(2);
		assertThat(result.output()).isEmpty();
		assertThat(result.error()).isEqualTo(message + "\n\n" + Verbs.help());
	}

	@Test
	void reportsAFailure() {
		TestFiles.locations(this.folder.resolve("scripts"), "002_more.sql",
				"CREATE TABLE more (id INTEGER);\nINSERT INTO fehlt_für VALUES (1);");
		Result result = run(true, "migrations:migrate");
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.output()).matches("✅ Version 001: Dinge für alle \\(\\d+ ms\\)\n");
		String file = this.folder.resolve("scripts/002_more.sql").toString();
		assertThat(result.error()).isEqualTo("""
				Migration 002 (More) failed at %1$s:2
				  no such table: fehlt_für (SQLITE_ERROR)
				  Statement 2 of 2: INSERT INTO fehlt_für VALUES (1)
				Everything that this migration did was rolled back; nothing of it is left.

				Correct %1$s and start again; it continues with this migration.
				""".formatted(file));
	}

	@Test
	void keepsLogsOffTheResultAndPassesPropertiesOn() {
		Result result = run(true, "migrations:status", "--debug", "--spring.migrations.table=versions", "--json");
		assertThat(result.exitCode()).isZero();
		assertThat(JsonMapper.shared().readTree(result.output()).at("/databases/dataSource/table").asString())
			.isEqualTo("versions");
		assertThat(result.error()).contains("DEBUG", "Loading source class");
	}

	@Test
	void saysThatMigrationsAreSwitchedOff() {
		Result result = run(true, "migrations:migrate", "--spring.migrations.enabled=false");
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.output()).isEmpty();
		assertThat(result.error()).isEqualTo(
				"Migrations are switched off: spring.migrations.enabled=false.\n\nSwitch them on to use this command.\n");
	}

	@Test
	void saysThatThereIsNoDatabase() {
		Result status = run("migrations:status", WITHOUT_DATABASE);
		assertThat(status.output()).as(status.error()).isEqualTo("There is no database to migrate.\n");
		assertThat(status.exitCode()).isZero();
		Result migrate = run("migrations:migrate", WITHOUT_DATABASE);
		assertThat(migrate.exitCode()).isEqualTo(1);
		assertThat(migrate.output()).isEmpty();
		assertThat(migrate.error())
			.startsWith("There is no database to migrate: the application has no DataSource.\n\n");
	}

	@Test
	void endsAlsoWhereTheApplicationCannotBeSetUp() {
		Result result = run(true, "migrations:status", "--spring.datasource.url=nonsense");
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.output()).isEmpty();
		assertThat(result.error()).contains("Application run failed", "must start with \"jdbc\"");
	}

	@Test
	void aMigrationThatFailsStopsTheApplicationItself() {
		TestFiles.locations(this.folder.resolve("scripts"), "002_more.sql", "INSERT INTO missing VALUES (1);");
		Result result = run();
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.output()).contains("APPLICATION FAILED TO START",
				"Migration 002 (More) failed at " + this.folder.resolve("scripts/002_more.sql:1"));
		assertThat(result.errorOfTheApplication()).doesNotContain(CommandTestApplication.RAN + "ready");
	}

	/** What a process leaves behind. */
	private record Result(int exitCode, String output, String errorOfTheApplication) {

		/** Standard error of a command, in which nothing of the application runs. */
		String error() {
			assertThat(this.errorOfTheApplication).doesNotContain(CommandTestApplication.RAN);
			return this.errorOfTheApplication;
		}

	}

}
