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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.migrations.script.Placeholders;
import io.github.migrations.script.ScriptFile;
import io.github.migrations.script.Version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What taking migrations back does on every database.
 */
abstract class RollbackContract {

	static final String ONE = "CREATE TABLE one (id INTEGER PRIMARY KEY);";

	static final String TWO = "CREATE TABLE two (id INTEGER PRIMARY KEY);";

	static final String THREE = "CREATE TABLE three (id INTEGER PRIMARY KEY);";

	private static final String WRITE_THEM = "Write the missing ones beside the files of the migrations "
			+ "(<version>_<description>.down.sql) and roll back again, or roll back to a version that keeps these. "
			+ "Nothing has been changed.";

	final Events events = new Events();

	@SuppressWarnings("NullAway.Init")
	TestDatabase database;

	abstract TestDatabase open();

	@BeforeEach
	void openDatabase() {
		this.database = open();
	}

	@AfterEach
	void closeDatabase() {
		this.database.close();
	}

	Migrator migrator(ScriptSource scripts) {
		return migrator(scripts, Settings.defaults());
	}

	private Migrator migrator(ScriptSource scripts, Settings settings) {
		return new Migrator("dataSource", this.database.dataSource(), this.database.dataSource(), scripts, settings,
				this.events);
	}

	static TestScripts three() {
		return TestScripts.of("001_one.sql", ONE, "001_one.down.sql", "DROP TABLE one;", "002_two.sql", TWO,
				"002_two.down.sql", "DROP TABLE two;", "003_three.sql", THREE, "003_three.down.sql",
				"DROP TABLE three;");
	}

	private List<String> versions() {
		return this.database.query("SELECT version FROM schema_migrations ORDER BY version");
	}

	private List<String> details() {
		return this.database.query("SELECT version FROM schema_migrations_details ORDER BY version");
	}

	private List<String> tables() {
		return this.database.schema()
			.stream()
			.flatMap(
					(line) -> List.of("one", "two", "three").stream().filter((name) -> line.contains("|" + name + "|")))
			.distinct()
			.toList();
	}

	private Migrator migrated(ScriptSource scripts) {
		Migrator migrator = migrator(scripts);
		migrator.migrate(null);
		this.events.lines.clear();
		return migrator;
	}

	private void refuses(Migrator migrator, RollbackRequest request, String message, String action) {
		List<String> before = this.database.schema();
		List<String> versions = versions();
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator.rollback(request))
			.withMessage(message)
			.satisfies((ex) -> assertThat(ex.getAction()).isEqualTo(action));
		assertThat(this.database.schema()).isEqualTo(before);
		assertThat(versions()).isEqualTo(versions);
		assertThat(this.events.lines).noneMatch((line) -> line.startsWith("undo") || line.startsWith("undone"));
	}

	@Test
	void undoesTheNewestMigrationAndItsRecord() {
		Migrator migrator = migrated(three());
		Status status = migrator.rollback(RollbackRequest.steps(1));
		assertThat(tables()).containsExactlyInAnyOrder("one", "two");
		assertThat(versions()).containsExactly("001", "002");
		assertThat(details()).containsExactly("001", "002");
		assertThat(this.events.lines).containsExactly("undoing 003", "undone 003 Three");
		assertThat(status.state()).isEqualTo(State.PENDING);
		assertThat(status.version()).isEqualTo("002");
		assertThat(status.pending()).extracting(Status.Pending::version).containsExactly("003");
		assertThat(migrator.status()).isEqualTo(status);
	}

	@Test
	void undoesSeveralNewestFirst() {
		migrated(three()).rollback(RollbackRequest.steps(2));
		assertThat(this.events.lines).containsExactly("undoing 003", "undone 003 Three", "undoing 002",
				"undone 002 Two");
		assertThat(versions()).containsExactly("001");
	}

	@Test
	void undoesDownToAVersionInAnySpellingAndKeepsIt() {
		migrated(three()).rollback(RollbackRequest.to(Version.of("1")));
		assertThat(versions()).containsExactly("001");
		assertThat(tables()).containsExactly("one");
	}

	@Test
	void undoesEverythingDownToZero() {
		Status status = migrated(three()).rollback(RollbackRequest.to(Version.of("0")));
		assertThat(status.applied()).isEmpty();
		assertThat(status.version()).isNull();
		assertThat(tables()).isEmpty();
		assertThat(versions()).isEmpty();
		assertThat(details()).isEmpty();
	}

	@Test
	void hasNothingToDoWhereTheNewestVersionIsKept() {
		Status status = migrated(three()).rollback(RollbackRequest.to(Version.of("3")));
		assertThat(status.state()).isEqualTo(State.UP_TO_DATE);
		assertThat(this.events.lines).isEmpty();
	}

	@Test
	void createsNothingWhereNothingIsApplied() {
		migrator(three()).rollback(RollbackRequest.to(Version.of("0")));
		assertThat(this.database.schema()).isEmpty();
	}

	@Test
	void whatIsUndoneCanBeAppliedAgain() {
		Migrator migrator = migrated(three());
		migrator.rollback(RollbackRequest.to(Version.of("0")));
		assertThat(migrator.migrate(null).version()).isEqualTo("003");
		assertThat(tables()).containsExactlyInAnyOrder("one", "two", "three");
	}

	@Test
	void anOlderBuildUndoesWhatANewerOneHasApplied() {
		migrated(three());
		TestScripts older = TestScripts.of("001_one.sql", ONE, "002_two.sql", TWO);
		Status status = migrator(older).rollback(RollbackRequest.steps(2));
		assertThat(tables()).containsExactly("one");
		assertThat(versions()).containsExactly("001");
		assertThat(status.pending()).extracting(Status.Pending::version).containsExactly("002");
		assertThat(this.events.lines).containsExactly("undoing 003", "undone 003 Three", "undoing 002",
				"undone 002 Two");
	}

	@Test
	void refusesMoreStepsThanThereAre() {
		refuses(migrated(three()), RollbackRequest.steps(4),
				"4 migrations cannot be rolled back, because only 3 are applied.",
				"To undo all of them roll back to version 0. Nothing has been changed.");
		refuses(migrator(three()), RollbackRequest.steps(0),
				"0 is no number of migrations to roll back: expected 1 or more.", "Nothing has been changed.");
	}

	@Test
	void refusesAVersionThatIsNotApplied() {
		refuses(migrated(three()), RollbackRequest.to(Version.of("7")),
				"Version 7 is not applied, so nothing can be rolled back to it.",
				"Name one of the versions that the status lists as applied, or 0 to undo all of them. "
						+ "Nothing has been changed.");
	}

	@Test
	void refusesZeroWhereItIsAVersion() {
		TestScripts scripts = three().with("000_zero.sql", "SELECT 1;").with("000_zero.down.sql", "SELECT 1;");
		refuses(migrated(scripts), RollbackRequest.to(Version.of("0")),
				"There is a migration with the version 0, so that version 0 may mean to keep it or to keep none.",
				"Say how many migrations are to be undone: --steps=3 keeps it, --steps=4 keeps none. "
						+ "Nothing has been changed.");
	}

	@Test
	void refusesBeforeAnythingRanWhereUndoScriptsAreMissingAndNamesAllOfThem() {
		migrated(TestScripts.of("001_one.sql", ONE, "002_two.sql", TWO, "003_three.sql", THREE, "003_three.down.sql",
				"DROP TABLE three;", "004_four.sql", "SELECT 4;"));
		TestScripts older = TestScripts.of("001_one.sql", ONE, "002_two.sql", TWO, "003_three.sql", THREE);
		refuses(migrator(older), RollbackRequest.to(Version.of("1")), """
				Database 'dataSource' cannot be rolled back, because there is no undo script for
				  004 (Four): this build does not know the migration
				  002 (Two): db/migrations/002_two.sql has none beside it""", WRITE_THEM);
	}

	@Test
	void usesTheFileWhereNothingIsStored() {
		migrated(TestScripts.of("001_one.sql", ONE, "002_two.sql", TWO));
		migrator(three()).rollback(RollbackRequest.steps(1));
		assertThat(tables()).containsExactly("one");
	}

	@Test
	void usesTheFileForARowThatAnotherProgramHasWritten() {
		this.database.execute(
				"CREATE TABLE schema_migrations (version VARCHAR(255) PRIMARY KEY, description TEXT NOT NULL, "
						+ "applied_at TIMESTAMP NOT NULL)",
				"INSERT INTO schema_migrations VALUES ('001', '', '2026-11-20 09:30:00')", ONE);
		migrator(three()).rollback(RollbackRequest.steps(1));
		assertThat(tables()).isEmpty();
		assertThat(versions()).isEmpty();
		assertThat(this.events.lines).containsExactly("undoing 001", "undone 001 One");
	}

	@Test
	void usesTheStoredScriptWhereTheFileDiffersAndSaysSo() {
		migrated(three());
		TestScripts other = three().with("003_three.down.sql", "BROKEN;");
		migrator(other).rollback(RollbackRequest.steps(1));
		assertThat(tables()).containsExactlyInAnyOrder("one", "two");
		assertThat(this.events.lines).containsExactly(
				"warning db/migrations/003_three.down.sql differs from the undo script that was stored when migration "
						+ "003 was applied; the stored one is used. To use the file: --from-files",
				"undoing 003", "undone 003 Three");
	}

	@Test
	void usesTheFileInPlaceOfTheStoredScriptOnRequest() {
		migrated(three().with("003_three.down.sql", "BROKEN;"));
		migrator(three()).rollback(RollbackRequest.steps(1).usingFiles());
		assertThat(tables()).containsExactlyInAnyOrder("one", "two");
		assertThat(this.events.lines).containsExactly("undoing 003", "undone 003 Three");
	}

	@Test
	void refusesAFileThatIsMissingAlthoughAScriptIsStored() {
		migrated(three());
		refuses(migrator(TestScripts.of("003_three.sql", THREE)), RollbackRequest.steps(1).usingFiles(), """
				Database 'dataSource' cannot be rolled back, because there is no undo script for
				  003 (Three): db/migrations/003_three.sql has none beside it""", WRITE_THEM);
	}

	@Test
	void doesNotResolvePlaceholdersOfAStoredScriptOnceMore() {
		TestScripts scripts = TestScripts.of("1_one.sql", "CREATE TABLE one (name TEXT);", "1_one.down.sql",
				"INSERT INTO one VALUES ('${name}'); ALTER TABLE one RENAME TO two;");
		Settings settings = Settings.defaults().withPlaceholders(new Placeholders(Map.of("name", "${other}")));
		migrator(scripts, settings).migrate(null);
		migrator(scripts, settings).rollback(RollbackRequest.steps(1));
		assertThat(this.database.query("SELECT name FROM two")).containsExactly("${other}");
		assertThat(this.events.lines).noneMatch((line) -> line.startsWith("warning"));
	}

	@Test
	void resolvesPlaceholdersOfAFile() {
		TestScripts scripts = TestScripts.of("1_one.sql", ONE, "1_one.down.sql", "DROP TABLE ${name};");
		Settings settings = Settings.defaults().withPlaceholders(new Placeholders(Map.of("name", "one")));
		migrator(TestScripts.of("1_one.sql", ONE)).migrate(null);
		migrator(scripts, settings).rollback(RollbackRequest.steps(1));
		assertThat(tables()).isEmpty();
	}

	@Test
	void leavesEverythingAsItWasWhereAStoredScriptFails() {
		Migrator migrator = migrated(
				three().with("002_two.down.sql", "DROP TABLE two;\n\nINSERT INTO missing VALUES (1);\n"));
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator.rollback(RollbackRequest.to(Version.of("0"))))
			.satisfies((ex) -> {
				assertThat(ex).hasMessage("""
						The undo of migration 002 (Two) failed at db/migrations/002_two.down.sql (stored in \
						schema_migrations_details):3
						  %s
						  Statement 2 of 2: INSERT INTO missing VALUES (1)
						Everything that it did was rolled back; the migration is applied as before."""
					.formatted(missing()));
				assertThat(ex.getAction()).isEqualTo(
						"The script is used as it was stored when the migration was applied. Correct its file and "
								+ "roll back again with --from-files.");
				assertThat(ex.getFailure().version()).isEqualTo("002");
				assertThat(ex.getFailure().line()).isEqualTo(3);
			});
		assertThat(tables()).containsExactlyInAnyOrder("one", "two");
		assertThat(versions()).containsExactly("001", "002");
		assertThat(details()).containsExactly("001", "002");
	}

	/** What the database says about a table that does not exist. */
	abstract String missing();

	@Test
	void saysWhichFileToCorrectWhereAFileFails() {
		migrated(TestScripts.of("001_one.sql", ONE));
		TestScripts scripts = TestScripts.of("001_one.sql", ONE, "001_one.down.sql", "INSERT INTO missing VALUES (1);");
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator(scripts).rollback(RollbackRequest.steps(1)))
			.withMessageStartingWith("The undo of migration 001 (One) failed at db/migrations/001_one.down.sql:1\n")
			.satisfies((ex) -> assertThat(ex.getAction())
				.isEqualTo("Correct db/migrations/001_one.down.sql and roll back again."));
	}

	@Test
	void findsAMistakeInTheLastScriptBeforeTheFirstOneRuns() {
		migrated(three().with("001_one.down.sql", "DROP TABLE one;\nSELECT 'open"));
		refuses(migrator(TestScripts.of("003_three.sql", THREE)), RollbackRequest.to(Version.of("0")),
				"undo script of 001 (stored in schema_migrations_details):2: the string "
						+ "that begins on this line is never closed; close it with '",
				"The script is used as it was stored when the migration was applied. Correct its file and roll back "
						+ "again with --from-files. Nothing has been changed.");
	}

	@Test
	void aFailureSaysNothingAboutWhetherTheApplicationCanWork() {
		Migrator migrator = migrated(three().with("003_three.down.sql", "BROKEN;"));
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator.rollback(RollbackRequest.steps(1)));
		assertThat(migrator.failure()).isNull();
		assertThat(migrator.status().state()).isEqualTo(State.UP_TO_DATE);
	}

	@Test
	void aRollbackDoesNotMakeAFailedMigrationGood() {
		Migrator migrator = migrator(three().with("004_broken.sql", "BROKEN;"));
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator.migrate(null));
		migrator.rollback(RollbackRequest.steps(1));
		assertThat(migrator.failure()).isNotNull();
	}

	@Test
	void undoesAlthoughAFileHasChangedSinceItWasApplied() {
		migrated(three());
		migrator(three().with("003_three.sql", THREE + "-- more")).rollback(RollbackRequest.steps(1));
		assertThat(versions()).containsExactly("001", "002");
	}

	@Test
	void anEmptyUndoScriptRemovesTheRecordWithAWarning() {
		migrated(three().with("003_three.down.sql", "-- nothing to do"));
		migrator(three()).rollback(RollbackRequest.steps(1));
		assertThat(versions()).containsExactly("001", "002");
		assertThat(this.events.lines).contains(
				"warning db/migrations/003_three.down.sql (stored in schema_migrations_details) holds no statement; "
						+ "the migration is recorded as undone. If that is on purpose, say so at its head: -- migration: empty");
	}

	@Test
	void refusesToUndoBelowAMigrationThatIsHalfDone() {
		Migrator migrator = migrator(three().with("004_steps.sql",
				"-- migration: transaction=off\nCREATE TABLE four (id INTEGER);\nBROKEN;"));
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator.migrate(null));
		this.events.lines.clear();
		refuses(migrator, RollbackRequest.steps(1),
				"Database 'dataSource' cannot be rolled back, because migration 004 is half done: 1 of its statements "
						+ "are done and stay so.",
				"Let it come to its end first (migrations:migrate), or take back by hand what it has done and clear the "
						+ "record (migrations:repair). Nothing has been changed.");
	}

	@Test
	void aScriptWithoutATransactionGoesOnWhereItFailed() {
		TestScripts scripts = three().with("003_three.down.sql", """
				-- migration: transaction=off
				DROP TABLE three;
				CREATE TABLE trace (id INTEGER);
				INSERT INTO missing VALUES (1);
				""");
		Migrator migrator = migrated(scripts);
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator.rollback(RollbackRequest.steps(1)))
			.satisfies((ex) -> {
				assertThat(ex).hasMessage("""
						The undo of migration 003 (Three) failed at db/migrations/003_three.down.sql (stored in \
						schema_migrations_details):4
						  %s
						  Statement 3 of 3: INSERT INTO missing VALUES (1)
						It runs statement by statement, because the directive transaction=off says so. \
						The first 2 statements are done and stay so.""".formatted(missing()));
				assertThat(ex.getAction())
					.isEqualTo("The script is used as it was stored when the migration was applied. "
							+ "Correct its file from statement 3 on and roll back again with --from-files; it continues there.");
			});
		assertThat(versions()).containsExactly("001", "002", "003");
		scripts.with("003_three.down.sql", """
				-- migration: transaction=off
				DROP TABLE three;
				CREATE TABLE trace (id INTEGER);
				INSERT INTO trace VALUES (1);
				""");
		migrator(scripts).rollback(RollbackRequest.steps(1).usingFiles());
		assertThat(this.database.query("SELECT count(*) FROM trace")).containsExactly("1");
		assertThat(versions()).containsExactly("001", "002");
		assertThat(details()).containsExactly("001", "002");
	}

	@Test
	void appliesNothingOnTopOfAnUndoThatIsHalfDone() {
		Migrator migrator = migrated(
				three().with("003_three.down.sql", "-- migration: transaction=off\nDROP TABLE three;\nBROKEN;"));
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator.rollback(RollbackRequest.steps(1)));
		String halfDone = "The undo of migration 003 is half done: 1 of its statements are done and stay so";
		migrator.migrate(null);
		assertThat(this.events.lines).contains("warning " + halfDone);
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator(three().with("004_four.sql", "SELECT 4;")).migrate(null))
			.withMessage("Database 'dataSource': " + halfDone + ".")
			.satisfies((ex) -> assertThat(ex.getAction()).isEqualTo(
					"Let it come to its end (migrations:rollback), or restore by hand what it has done and clear "
							+ "the record (migrations:repair). Nothing has been changed."));
		assertThat(versions()).containsExactly("001", "002", "003");
	}

	@Test
	void appliesNothingOnTopOfAMigrationThatIsHalfDoneAndHasNoFileAnyMore() {
		String steps = "-- migration: transaction=off\nCREATE TABLE four (id INTEGER);\nBROKEN;";
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator(three().with("004_four.sql", steps)).migrate(null));
		String halfDone = "Migration 004 is half done: 1 of its statements are done and stay so. "
				+ "There is no file of this version any more to go on with";
		migrator(three()).migrate(null);
		assertThat(this.events.lines).contains("warning " + halfDone);
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(
					() -> migrator(three().with("005_renamed.sql", steps.replace("BROKEN", "SELECT 1"))).migrate(null))
			.withMessage("Database 'dataSource': " + halfDone + ".")
			.satisfies((ex) -> assertThat(ex.getAction())
				.isEqualTo("Bring the file back under its version, so that it goes on there; or take back by hand what "
						+ "it has done and clear the record (migrations:repair). Nothing has been changed."));
		assertThat(versions()).containsExactly("001", "002", "003");
		migrator(three()).repair();
		this.database.execute("DROP TABLE four");
		migrator(three().with("005_renamed.sql", steps.replace("BROKEN", "SELECT 1"))).migrate(null);
		assertThat(versions()).containsExactly("001", "002", "003", "005");
	}

	@Test
	void undoesEachMigrationOnceWhenSeveralRollBackTogether() throws Exception {
		migrated(three());
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			CountDownLatch start = new CountDownLatch(1);
			List<Future<Status>> results = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				Migrator migrator = migrator(three());
				results.add(threads.submit(() -> {
					start.await();
					return migrator.rollback(RollbackRequest.to(Version.of("1")));
				}));
			}
			start.countDown();
			for (Future<Status> result : results) {
				assertThat(result.get().version()).isEqualTo("001");
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(this.events.lines.stream().filter((line) -> line.startsWith("undone ")))
			.containsExactly("undone 003 Three", "undone 002 Two");
	}

	@Test
	void undoesAMigrationThatIsWrittenInCode() {
		migrated(new WithCode(three(), List.of(new Undoable(false)))).rollback(RollbackRequest.steps(1));
		assertThat(this.database.schema()).noneMatch((line) -> line.contains("|four|"));
		assertThat(versions()).containsExactly("001", "002", "003");
		assertThat(this.events.lines).containsExactly("undoing 004", "undone 004 In code");
	}

	@Test
	void leavesEverythingAsItWasWhereCodeFails() {
		Migrator migrator = migrated(new WithCode(three(), List.of(new Undoable(true))));
		String name = Undoable.class.getName();
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator.rollback(RollbackRequest.steps(1)))
			.withMessageMatching("The undo of migration 004 \\(In code\\) failed at " + Pattern.quote(name)
					+ ":\\d+\n  " + "java.lang.IllegalStateException: on purpose\n"
					+ "Everything that it did was rolled back; the migration is applied as before.")
			.satisfies((ex) -> assertThat(ex.getAction()).isEqualTo("Correct " + name + " and roll back again."));
		assertThat(this.database.schema()).anyMatch((line) -> line.contains("|four|"));
		assertThat(versions()).containsExactly("001", "002", "003", "004");
	}

	@Test
	void refusesCodeThatCannotBeUndoneOrIsNotThere() {
		CodeMigration code = new Code();
		migrated(new WithCode(three(), List.of(code)));
		refuses(migrator(new WithCode(three(), List.of(code))), RollbackRequest.steps(1), """
				Database 'dataSource' cannot be rolled back, because there is no undo script for
				  004 (In code): %s is no CodeMigration.Undoable""".formatted(Code.class.getName()), WRITE_THEM);
		refuses(migrator(three()), RollbackRequest.steps(1), """
				Database 'dataSource' cannot be rolled back, because there is no undo script for
				  004 (In code): this build does not know the migration""", WRITE_THEM);
	}

	@Test
	void undoesNoRepeatableMigration() {
		TestScripts scripts = three().with("R__view.sql", "CREATE VIEW v AS SELECT 1 AS one;");
		migrated(scripts).rollback(RollbackRequest.to(Version.of("0")));
		assertThat(this.database.query("SELECT one FROM v")).containsExactly("1");
		assertThat(details()).containsExactly("R__view");
	}

	@Test
	void undoesAlsoWhereUnknownVersionsAreAnError() {
		migrated(three());
		Settings settings = Settings.defaults()
			.withPolicies(new Policies(Policies.OnMismatch.ERROR, Policies.OnMismatch.ERROR, Policies.OnOlder.ERROR,
					Policies.OnMismatch.ERROR));
		migrator(TestScripts.of("001_one.sql", ONE), settings).rollback(RollbackRequest.steps(2));
		assertThat(versions()).containsExactly("001");
	}

	@Test
	void aScriptThatDropsTheTrackingTableIsRolledBack() {
		Migrator migrator = migrated(three().with("003_three.down.sql", "DROP TABLE schema_migrations;"));
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator.rollback(RollbackRequest.steps(1)))
			.withMessageStartingWith("The undo of migration 003 (Three) failed: ")
			.withMessageContaining("schema_migrations, in which migrations are recorded")
			.satisfies((ex) -> assertThat(ex.getAction()).endsWith(" Then roll back again."));
		assertThat(versions()).containsExactly("001", "002", "003");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			INSERT INTO schema_migrations VALUES ('004', 'Four', '2026-11-20 09:30:00') | has applied migration 004
			UPDATE schema_migrations SET applied_at = '2026-11-20 09:30:00' WHERE version = '002' \
			| has undone and applied it again
			""")
	void doesNotUndoWhatAnotherProcessChangesMeanwhile(String change, String reason) {
		migrated(three());
		List<String> changed = new ArrayList<>();
		MigrationListener other = new MigrationListener() {

			@Override
			public void undone(String name, String version, String description, Duration duration) {
				RollbackContract.this.database.execute(change);
				changed.addAll(versions());
			}

		};
		Migrator migrator = new Migrator("dataSource", this.database.dataSource(), this.database.dataSource(), three(),
				Settings.defaults(), other);
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator.rollback(RollbackRequest.steps(2)))
			.withMessage("Migration 002 (Two) is not undone, because another process %s meanwhile.", reason)
			.satisfies((ex) -> assertThat(ex.getAction())
				.isEqualTo("Stop what migrates the database, look at the status, and roll back again."));
		assertThat(versions()).startsWith("001", "002").isEqualTo(changed);
	}

	@Test
	void usesTheStoredScriptsOfWhatIsStillAppliedWhereAnotherProcessRollsBackMeanwhile() {
		migrated(three());
		TestScripts forward = TestScripts.of("001_one.sql", ONE, "002_two.sql", TWO, "003_three.sql", THREE);
		RecordingDataSource recording = new RecordingDataSource(this.database.dataSource());
		Migrator migrator = new Migrator("dataSource", recording, recording, forward, Settings.defaults(), this.events);
		recording.before = (sql) -> {
			if (sql.startsWith("SELECT version, undo_script") && versions().size() == 3) {
				migrator(three()).rollback(RollbackRequest.steps(1));
			}
		};
		assertThat(migrator.rollback(RollbackRequest.to(Version.of("1"))).version()).isEqualTo("001");
		assertThat(versions()).containsExactly("001");
	}

	@Test
	void aPoolOfOneConnectionIsEnough() throws Exception {
		HikariConfig config = new HikariConfig();
		config.setDataSource(this.database.dataSource());
		config.setMaximumPoolSize(1);
		config.setAutoCommit(false);
		config.setConnectionTimeout(5000);
		try (HikariDataSource pool = new HikariDataSource(config)) {
			Migrator migrator = new Migrator("pool", pool, pool, three(), Settings.defaults(), this.events);
			migrator.migrate(null);
			assertThat(migrator.rollback(RollbackRequest.to(Version.of("0"))).applied()).isEmpty();
			try (Connection connection = pool.getConnection()) {
				assertThat(connection.getAutoCommit()).isFalse();
			}
		}
	}

	@Test
	void refusesTablesOfAnotherTool() {
		this.database.execute("CREATE TABLE schema_migrations (id INTEGER, name TEXT, batch INTEGER)");
		List<String> before = this.database.schema();
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator(three()).rollback(RollbackRequest.steps(1)))
			.withMessageContaining("schema_migrations exists, but is not one of ours");
		assertThat(this.database.schema()).isEqualTo(before);
	}

	/**
	 * Files, and migrations that are written in code.
	 */
	private record WithCode(TestScripts files, List<CodeMigration> codeMigrations) implements ScriptSource {

		@Override
		public List<ScriptFile> find() {
			return this.files.find();
		}

		@Override
		public List<String> locations() {
			return this.files.locations();
		}

	}

	/**
	 * A migration that cannot be undone.
	 */
	private static class Code implements CodeMigration {

		@Override
		public String version() {
			return "004";
		}

		@Override
		public String description() {
			return "In code";
		}

		@Override
		public void migrate(Context context) throws Exception {
			execute(context, "CREATE TABLE four (id INTEGER)");
		}

		static void execute(Context context, String sql) throws SQLException {
			try (Statement statement = context.connection().createStatement()) {
				statement.execute(sql);
			}
		}

	}

	/**
	 * A migration that can be undone, or fails when it is tried.
	 */
	private static final class Undoable extends Code implements CodeMigration.Undoable {

		private final boolean fails;

		private Undoable(boolean fails) {
			this.fails = fails;
		}

		@Override
		public void undo(Context context) throws Exception {
			execute(context, "DROP TABLE four");
			if (this.fails) {
				throw new IllegalStateException("on purpose");
			}
		}

	}

}
