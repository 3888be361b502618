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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.github.migrations.engine.DryRunReport.Outcome;
import io.github.migrations.script.Version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a dry run does on every database: it finds out what a real run would, and leaves
 * everything as it was.
 */
abstract class DryRunContract extends EngineContract {

	static final String PEOPLE = """
			CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT);
			INSERT INTO people VALUES (1, 'Ada');
			INSERT INTO people VALUES (2, 'Grace');
			""";

	/** Everything in the database: its schema, and the rows of the table people. */
	abstract List<String> everything();

	/** What the database says of a table that does not exist. */
	abstract String missing();

	DryRunReport dryRun(TestScripts scripts) {
		return dryRun(scripts, DryRunRequest.DEFAULTS);
	}

	/** Runs dry, and makes sure that nothing is left of it. */
	DryRunReport dryRun(TestScripts scripts, DryRunRequest request) {
		List<String> before = everything();
		this.events.lines.clear();
		DryRunReport report = migrator(scripts).dryRun(request);
		assertThat(everything()).isEqualTo(before);
		assertThat(this.events.lines).isEmpty();
		return report;
	}

	TestScripts afterPeople(String... namesAndTexts) {
		migrate("001_people.sql", PEOPLE);
		TestScripts scripts = TestScripts.of("001_people.sql", PEOPLE);
		for (int i = 0; i < namesAndTexts.length; i += 2) {
			scripts.with(namesAndTexts[i], namesAndTexts[i + 1]);
		}
		return scripts;
	}

	static List<Outcome> outcomes(DryRunReport report) {
		return report.migrations().stream().map(DryRunReport.Migration::outcome).toList();
	}

	static List<String> reasons(DryRunReport report) {
		return report.migrations().stream().map((migration) -> String.valueOf(migration.reason())).toList();
	}

	static List<DryRunReport.Statement> statements(DryRunReport report) {
		return report.migrations().stream().flatMap((migration) -> migration.statements().stream()).toList();
	}

	static String text(DryRunReport report) {
		return DryRunText.of(Map.of("dataSource", report))
			.replaceAll("\\d+ ms", "0 ms")
			.replaceAll(" +(0|-) ms", " $1 ms")
			.replaceAll(" +\n", "\n");
	}

	@Test
	void schemaAndRowsAreTheSameBeforeAndAfter() {
		TestScripts scripts = afterPeople("002_more.sql", """
				ALTER TABLE people ADD COLUMN email TEXT;
				CREATE INDEX people_name ON people (name);
				CREATE VIEW names AS SELECT name FROM people;
				UPDATE people SET name = upper(name), email = 'x';
				DELETE FROM people WHERE id = 1;
				""", "003_pets.sql", """
				CREATE TABLE pets (id INTEGER PRIMARY KEY, owner INTEGER REFERENCES people (id));
				INSERT INTO pets VALUES (1, 2);
				DROP VIEW names;
				DROP TABLE pets;
				ALTER TABLE people RENAME TO persons;
				""");
		DryRunReport report = dryRun(scripts);
		assertThat(outcomes(report)).containsExactly(Outcome.APPLIES, Outcome.APPLIES);
		assertThat(report.fails()).isFalse();
		assertThat(statements(report)).extracting(DryRunReport.Statement::rows)
			.containsExactly(0L, 0L, 0L, 2L, 1L, 0L, 1L, 0L, 0L, 0L);
		assertThat(migrate(scripts).state()).isEqualTo(State.UP_TO_DATE);
	}

	@Test
	void aNewDatabaseStaysEmpty() {
		DryRunReport report = dryRun(TestScripts.of("001_people.sql", PEOPLE));
		assertThat(outcomes(report)).containsExactly(Outcome.APPLIES);
		assertThat(this.database.schema()).isEmpty();
	}

	@Test
	void nothingIsTriedWhereNothingIsPending() {
		DryRunReport report = dryRun(afterPeople());
		assertThat(report.migrations()).isEmpty();
		assertThat(text(report)).isEqualTo("%s Dry Run:\n\n  Nothing is pending.\n".formatted(report.product()));
	}

	@Test
	void triesUpToAVersion() {
		TestScripts scripts = TestScripts.of("1_one.sql", PEOPLE, "2_two.sql", "SELECT * FROM missing;");
		DryRunReport report = dryRun(scripts, DryRunRequest.DEFAULTS.withTo(Version.of("1")));
		assertThat(outcomes(report)).containsExactly(Outcome.APPLIES);
	}

	@Test
	void refusesAVersionThatDoesNotExist() {
		TestScripts scripts = TestScripts.of("1_one.sql", PEOPLE);
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> dryRun(scripts, DryRunRequest.DEFAULTS.withTo(Version.of("7"))))
			.withMessage("There is no migration with the version 7.");
		assertThat(this.database.schema()).isEmpty();
	}

	@Test
	void whatComesAfterAFailureIsNotTried() {
		DryRunReport report = dryRun(TestScripts.of("001_people.sql", PEOPLE, "002_wrong.sql", """
				CREATE TABLE pets (id INTEGER);

				INSERT INTO missing VALUES (1);
				CREATE TABLE never (id INTEGER);
				""", "003_pets.sql", "CREATE TABLE pets (id INTEGER);"));
		assertThat(outcomes(report)).containsExactly(Outcome.APPLIES, Outcome.FAILS, Outcome.NOT_TRIED);
		assertThat(report.fails()).isTrue();
		assertThat(reasons(report)).containsExactly("null", "line 3: " + missing(), "a migration before it would fail");
		assertThat(report.migrations().get(1).statements()).extracting(DryRunReport.Statement::outcome)
			.containsExactly(Outcome.APPLIES, Outcome.FAILS);
	}

	@Test
	void aWrongFileIsFoundBeforeAnythingIsTried() {
		TestScripts scripts = TestScripts.of("001_people.sql", PEOPLE, "002_wrong.sql", "SELECT 'never closed;");
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> dryRun(scripts))
			.withMessageContaining("db/migrations/002_wrong.sql:1");
		assertThat(this.database.schema()).isEmpty();
	}

	@Test
	void aChangedFileIsRefusedAsARealRunWouldRefuseIt() {
		TestScripts scripts = afterPeople("002_more.sql", "CREATE TABLE more (id INTEGER);").with("001_people.sql",
				PEOPLE + "-- changed");
		String real = refused(scripts).getMessage();
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> dryRun(scripts)).withMessage(real);
	}

	@Test
	void aScriptThatCommitsIsRolledBackAllTheSame() {
		DryRunReport report = dryRun(afterPeople("002_commits.sql", """
				BEGIN;
				UPDATE people SET name = 'changed';
				COMMIT;
				CREATE TABLE pets (id INTEGER);
				BEGIN;
				DELETE FROM people;
				ROLLBACK;
				BEGIN;
				INSERT INTO people VALUES (3, 'Alan');
				END;
				""", "003_count.sql", "INSERT INTO pets SELECT id FROM people;"));
		assertThat(outcomes(report)).containsExactly(Outcome.APPLIES, Outcome.APPLIES);
		assertThat(report.migrations().get(1).statements()).extracting(DryRunReport.Statement::rows)
			.containsExactly(3L);
	}

	@Test
	void aFailureAfterACommitIsAFailure() {
		DryRunReport report = dryRun(afterPeople("002_commits.sql", """
				BEGIN;
				UPDATE people SET name = 'changed';
				COMMIT;
				INSERT INTO missing VALUES (1);
				"""));
		assertThat(outcomes(report)).containsExactly(Outcome.FAILS);
		assertThat(reasons(report)).containsExactly("line 4: " + missing());
	}

	@Test
	void aFailureInsideATransactionOfTheScriptIsAFailure() {
		DryRunReport report = dryRun(afterPeople("002_commits.sql", """
				CREATE TABLE pets (id INTEGER);
				BEGIN;
				UPDATE people SET name = 'changed';
				INSERT INTO missing VALUES (1);
				COMMIT;
				""", "003_other.sql", "CREATE TABLE other (id INTEGER);"));
		assertThat(outcomes(report)).containsExactly(Outcome.FAILS, Outcome.NOT_TRIED);
		assertThat(reasons(report)).startsWith("line 4: " + missing());
	}

	@Test
	void whatIsPutIntoTemporaryTablesIsGoneInTheNextMigration() {
		DryRunReport report = dryRun(TestScripts.of("1_a.sql", "CREATE TEMP TABLE scratch (id INTEGER);", "2_b.sql",
				"CREATE TEMP TABLE scratch (id INTEGER, name TEXT);"));
		assertThat(outcomes(report)).containsExactly(Outcome.APPLIES, Outcome.APPLIES);
		assertThat(migrate("1_a.sql", "CREATE TEMP TABLE scratch (id INTEGER);", "2_b.sql",
				"CREATE TEMP TABLE scratch (id INTEGER, name TEXT);")
			.state()).isEqualTo(State.UP_TO_DATE);
	}

	@Test
	void codeIsNotTried() {
		CountDownLatch called = new CountDownLatch(1);
		TestScripts scripts = TestScripts.of("1_people.sql", PEOPLE, "3_more.sql", "SELECT * FROM made_by_code;")
			.with(new TestCode("2", (context) -> called.countDown()));
		DryRunReport report = dryRun(scripts);
		assertThat(called.getCount()).isEqualTo(1);
		assertThat(outcomes(report)).containsExactly(Outcome.APPLIES, Outcome.NOT_TRIED, Outcome.UNCERTAIN);
		assertThat(reasons(report).get(1))
			.isEqualTo("it is written in code, and what code does outside the database cannot be undone");
		assertThat(reasons(report).get(2)).startsWith("it fails here, but may depend on what was not tried: line 1: ");
		assertThat(report.fails()).isFalse();
	}

	@Test
	void repeatableMigrationsAreTriedToo() {
		DryRunReport report = dryRun(afterPeople("R__names.sql",
				"DROP VIEW IF EXISTS names;\nCREATE VIEW names AS SELECT name FROM people;"));
		assertThat(outcomes(report)).containsExactly(Outcome.APPLIES);
		assertThat(report.migrations().get(0).version()).isEqualTo("R__names");
	}

	@Test
	void aScriptThatRemovesTheTrackingTableFailsAsInARealRun() {
		TestScripts scripts = afterPeople("002_drop.sql", "DROP TABLE schema_migrations;");
		DryRunReport report = dryRun(scripts);
		assertThat(outcomes(report)).containsExactly(Outcome.FAILS);
		assertThat(reasons(report).get(0)).startsWith("it removes or changes the table ")
			.endsWith(", in which migrations are recorded");
	}

	@Test
	void rowsThatGoToOneTableAreOneEntry() {
		StringBuilder rows = new StringBuilder("CREATE TABLE a (id INTEGER);\nCREATE TABLE b (id INTEGER);\n");
		for (int i = 0; i < 3000; i++) {
			rows.append("INSERT INTO a VALUES (").append(i).append(");\n");
		}
		rows.append("INSERT INTO b VALUES (1);\n");
		DryRunReport report = dryRun(TestScripts.of("1_rows.sql", rows.toString()));
		assertThat(statements(report)).extracting(DryRunReport.Statement::text)
			.containsExactly("CREATE TABLE a (id INTEGER)", "CREATE TABLE b (id INTEGER)", "INSERT INTO a VALUES (0)",
					"INSERT INTO b VALUES (1)");
		assertThat(statements(report).get(2).count()).isEqualTo(3000);
		assertThat(statements(report).get(2).rows()).isEqualTo(3000);
	}

	/** Runs until it is cancelled. */
	abstract String endless();

	@Test
	void aStatementThatTakesTooLongIsCancelledAndWasNotTried() {
		TestScripts scripts = afterPeople("002_slow.sql", "UPDATE people SET name = 'x';\n" + endless() + ";\n",
				"003_next.sql", "CREATE TABLE next (id INTEGER);");
		DryRunReport report = dryRun(scripts, DryRunRequest.DEFAULTS.withStatementTimeout(Duration.ofSeconds(5)));
		assertThat(outcomes(report)).containsExactly(Outcome.NOT_TRIED, Outcome.APPLIES);
		assertThat(reasons(report)).startsWith("it was cancelled after 5s (statement-timeout)");
		assertThat(report.migrations().get(0).statements()).extracting(DryRunReport.Statement::outcome)
			.containsExactly(Outcome.APPLIES, Outcome.NOT_TRIED);
		assertThat(report.fails()).isFalse();
	}

	@Test
	void nothingIsTriedAfterTheLongestDuration() {
		TestScripts scripts = afterPeople("002_slow.sql", endless() + ";", "003_next.sql",
				"CREATE TABLE next (id INTEGER);");
		DryRunReport report = dryRun(scripts, DryRunRequest.DEFAULTS.withMaxDuration(Duration.ofSeconds(5)));
		assertThat(outcomes(report)).containsExactly(Outcome.NOT_TRIED, Outcome.NOT_TRIED);
		assertThat(reasons(report)).containsExactly("it was cancelled after 5s (max-duration)",
				"the time was over (max-duration=5s)");
	}

	@Test
	void whileItRunsTheStatusIsKnownWithoutTheDatabase() throws Exception {
		TestScripts scripts = afterPeople("002_slow.sql", endless() + ";");
		RecordingDataSource recording = new RecordingDataSource(this.database.dataSource());
		Migrator migrator = new Migrator("dataSource", recording, recording, scripts, this.settings, this.events);
		CountDownLatch looked = new CountDownLatch(1);
		CompletableFuture<Void> go = new CompletableFuture<>();
		recording.before = (sql) -> {
			Status known = migrator.known();
			if (known != null && "001".equals(known.version())) {
				looked.countDown();
				go.join();
			}
		};
		Thread thread = new Thread(
				() -> migrator.dryRun(DryRunRequest.DEFAULTS.withStatementTimeout(Duration.ofMillis(1500))));
		thread.start();
		try {
			looked.await();
			assertThat(migrator.status().state()).isEqualTo(State.PENDING);
			assertThatExceptionOfType(AlreadyRunningException.class)
				.isThrownBy(() -> migrator.withoutWaiting().migrate(null))
				.satisfies((ex) -> assertThat(ex.getMessage())
					.matches("Database 'dataSource': dry-run is running since \\S+Z\\."));
			assertThatExceptionOfType(AlreadyRunningException.class)
				.isThrownBy(() -> migrator.withoutWaiting().rollback(RollbackRequest.steps(1)));
		}
		finally {
			go.complete(null);
		}
		thread.join(TimeUnit.MINUTES.toMillis(1));
		assertThat(thread.isAlive()).isFalse();
		assertThat(migrator.status().state()).isEqualTo(State.PENDING);
	}

	@Test
	void everyPartOfTheReportIsWrittenAsJson() {
		DryRunReport report = dryRun(afterPeople("002_more.sql", "ALTER TABLE people ADD COLUMN email TEXT;",
				"003_wrong.sql", "SELECT * FROM missing;"));
		Map<String, Object> map = DryRunMap.of(report);
		assertThat(map).containsEntry("product", report.product())
			.containsEntry("fails", true)
			.containsKeys("copy", "durationMs", "migrations");
		assertThat(map.get("migrations")).asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
			.last()
			.asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
			.containsEntry("version", "003")
			.containsEntry("description", "Wrong")
			.containsEntry("file", "db/migrations/003_wrong.sql")
			.containsEntry("outcome", "FAILS")
			.containsEntry("reason", "line 1: " + missing());
	}

}
