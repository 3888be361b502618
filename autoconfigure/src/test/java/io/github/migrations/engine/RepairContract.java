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

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.migrations.script.Version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What repairing the records does on every database.
 */
abstract class RepairContract {

	private static final String ONE = "CREATE TABLE one (id INTEGER PRIMARY KEY);";

	private static final String STEPS = "-- migration: transaction=off, description=Step by step\nCREATE TABLE two (id INTEGER);\n"
			+ "INSERT INTO two VALUES (1);\nBROKEN;\n";

	/** The checksums of {@link #ONE}, without and with another line. */
	private static final String OLD = "sha256:685861b6c2bd9f4b7b3997e691b3eaba88623c843c99b2d287bd673e9e0bea8a";

	private static final String NEW = "sha256:7ec1b4ef5e0ccaf0d677063904a9199513fc34fe62e2a28f64a34b7286d45b73";

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

	private Migrator migrator(TestScripts scripts) {
		return new Migrator("dataSource", this.database.dataSource(), this.database.dataSource(), scripts,
				Settings.defaults(), this.events);
	}

	private List<String> details() {
		return this.database.query(
				"SELECT version, checksum, coalesce(undo_script, '-') FROM schema_migrations_details ORDER BY version");
	}

	@Test
	void acceptsAChangedFileAndShowsBothChecksums() {
		migrator(TestScripts.of("001_one.sql", ONE)).migrate(null);
		Migrator changed = migrator(TestScripts.of("001_one.sql", ONE + "-- more"));
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> changed.migrate(null));
		assertThat(changed.repair())
			.containsExactly("Version 001: the changed file db/migrations/001_one.sql is accepted. "
					+ "Its checksum is " + NEW + ", and was " + OLD);
		assertThat(changed.migrate(null).state()).isEqualTo(State.UP_TO_DATE);
		assertThat(details()).containsExactly("001|" + NEW + "|-");
	}

	@Test
	void hasNothingToDoWhereRecordsAndFilesFit() {
		Migrator migrator = migrator(TestScripts.of("001_one.sql", ONE, "001_one.down.sql", "DROP TABLE one;",
				"002_pending.sql", "SELECT 2;"));
		migrator.migrate(Version.of("1"));
		List<String> before = details();
		assertThat(migrator.repair()).isEmpty();
		assertThat(details()).isEqualTo(before);
	}

	@Test
	void createsNothingWhereNothingIsApplied() {
		assertThat(migrator(TestScripts.of("001_one.sql", ONE)).repair()).isEmpty();
		assertThat(this.database.schema()).isEmpty();
	}

	@Test
	void storesTheUndoScriptsOfTheFilesAnew() {
		migrator(TestScripts.of("001_one.sql", ONE, "001_one.down.sql", "BROKEN;", "002_two.sql", "SELECT 2;"))
			.migrate(null);
		Migrator migrator = migrator(TestScripts.of("001_one.sql", ONE, "001_one.down.sql", "DROP TABLE one;",
				"002_two.sql", "SELECT 2;", "002_two.down.sql", "SELECT -2;"));
		assertThat(migrator.repair()).containsExactly(
				"Version 001: the undo script db/migrations/001_one.down.sql is stored in place of another one",
				"Version 002: the undo script db/migrations/002_two.down.sql is stored. There was none");
		assertThat(migrator.rollback(RollbackRequest.to(Version.of("0"))).applied()).isEmpty();
	}

	@Test
	void keepsAStoredUndoScriptThatHasNoFileAnyMore() {
		migrator(TestScripts.of("001_one.sql", ONE, "001_one.down.sql", "DROP TABLE one;")).migrate(null);
		assertThat(migrator(TestScripts.of("001_one.sql", ONE)).repair()).isEmpty();
		assertThat(details()).containsExactly("001|" + OLD + "|DROP TABLE one;");
	}

	@Test
	void fillsInWhatAnotherProgramDoesNotRecord() {
		this.database.execute(
				"CREATE TABLE schema_migrations (version VARCHAR(255) PRIMARY KEY, description TEXT NOT NULL, "
						+ "applied_at TIMESTAMP NOT NULL)",
				"INSERT INTO schema_migrations VALUES ('001', 'One', '2026-11-20 09:30:00')",
				"INSERT INTO schema_migrations VALUES ('009', 'Unknown', '2026-11-20 09:30:00')");
		Migrator migrator = migrator(TestScripts.of("1_one.sql", ONE, "1_one.down.sql", "DROP TABLE one;"));
		assertThat(migrator.repair()).containsExactly(
				"Version 001: the checksum of db/migrations/1_one.sql is recorded, " + OLD + ". There was none",
				"Version 001: the undo script db/migrations/1_one.down.sql is stored. There was none");
		assertThat(details()).containsExactly("001|" + OLD + "|DROP TABLE one;");
		assertThat(migrator.status().applied()).extracting(Status.Applied::version).containsExactly("001", "009");
	}

	@Test
	void leavesAloneWhatABaselineStandsFor() {
		TestScripts scripts = TestScripts.of("B2__base.sql", ONE, "V1__a.sql", "SELECT 1;", "V2__b.sql", "SELECT 2;");
		migrator(scripts).migrate(null);
		assertThat(migrator(scripts).repair()).isEmpty();
		assertThat(migrator(scripts.with("B2__base.sql", ONE + "-- more")).repair())
			.containsExactly("Version 2: the changed file db/migrations/B2__base.sql is accepted. Its checksum is "
					+ NEW + ", and was " + OLD);
	}

	@Test
	void clearsTheRecordOfARepeatableRunThatIsHalfDone() {
		TestScripts scripts = TestScripts.of("R__again.sql", STEPS);
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator(scripts).migrate(null));
		assertThat(migrator(scripts).repair())
			.containsExactly("Version R__again: the record of a run that is half done "
					+ "is cleared. 2 of its statements were done and stay so; the next start begins at statement 1");
		assertThat(details()).isEmpty();
	}

	@Test
	void clearsTheRecordOfARunThatIsHalfDone() {
		TestScripts scripts = TestScripts.of("002_steps.sql", STEPS);
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator(scripts).migrate(null));
		assertThat(migrator(scripts).repair()).containsExactly("Version 002: the record of a run that is half done is "
				+ "cleared. 2 of its statements were done and stay so; the next start begins at statement 1");
		assertThat(details()).isEmpty();
		this.database.execute("DROP TABLE two");
		scripts.with("002_steps.sql", STEPS.replace("BROKEN", "INSERT INTO two VALUES (2)"));
		migrator(scripts).migrate(null);
		assertThat(this.database.query("SELECT id FROM two ORDER BY id")).containsExactly("1", "2");
	}

	@Test
	void clearsTheRecordOfAnUndoThatIsHalfDone() {
		TestScripts scripts = TestScripts.of("001_one.sql", ONE, "001_one.down.sql",
				"-- migration: transaction=off\nDROP TABLE one;\nBROKEN;");
		Migrator migrator = migrator(scripts);
		migrator.migrate(null);
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator.rollback(RollbackRequest.steps(1)));
		assertThat(migrator.repair())
			.containsExactly("Version 001: the record of an undo that is half done is cleared. "
					+ "1 of its statements were done and stay so; the next rollback begins at statement 1");
		assertThat(this.database.query("SELECT version FROM schema_migrations_details WHERE statements_done IS NULL"))
			.containsExactly("001");
		this.events.lines.clear();
		migrator.migrate(null);
		assertThat(this.events.lines).noneMatch((line) -> line.startsWith("warning"));
	}

	@Test
	void recordsAMigrationThatWasRunByHand() {
		Migrator migrator = migrator(TestScripts.of("001_one.sql", "-- migration: description=The one\n" + ONE,
				"001_one.down.sql", "DROP TABLE one;"));
		assertThat(migrator.recordApplied(Version.of("1"))).containsExactly("Version 001: db/migrations/001_one.sql is "
				+ "recorded as applied without being run; its undo script is stored");
		assertThat(this.database.schema()).noneMatch((line) -> line.contains("|one|"));
		assertThat(migrator.status().applied()).singleElement().satisfies((applied) -> {
			assertThat(applied.version()).isEqualTo("001");
			assertThat(applied.description()).isEqualTo("The one");
			assertThat(applied.appliedAt()).isNotNull();
			assertThat(applied.executionTimeMs()).isNull();
			assertThat(applied.undoable()).isTrue();
		});
		assertThat(migrator.migrate(null).state()).isEqualTo(State.UP_TO_DATE);
		assertThat(this.events.lines).containsExactly("finished UP_TO_DATE 0");
	}

	@Test
	void recordsAMigrationThatAPersonHasBroughtToItsEnd() {
		TestScripts scripts = TestScripts.of("002_steps.sql", STEPS);
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator(scripts).migrate(null));
		assertThat(migrator(scripts).recordApplied(Version.of("2"))).containsExactly(
				"Version 002: the record of a run that is half done is cleared",
				"Version 002: db/migrations/002_steps.sql is recorded as applied without being run");
		assertThat(migrator(scripts).migrate(null).state()).isEqualTo(State.UP_TO_DATE);
		assertThat(migrator(scripts).status().applied()).extracting(Status.Applied::description)
			.containsExactly("Step by step");
	}

	@Test
	void refusesToRecordWhatIsAppliedOrUnknown() {
		Migrator migrator = migrator(TestScripts.of("001_one.sql", ONE));
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator.recordApplied(Version.of("7")))
			.withMessage("There is no migration with the version 7.")
			.satisfies((ex) -> assertThat(ex.getAction())
				.isEqualTo("Name one of the versions that the status lists as pending. Nothing has been changed."));
		assertThat(this.database.schema()).isEmpty();
		migrator.migrate(null);
		List<String> before = details();
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator.recordApplied(Version.of("01")))
			.withMessage("Version 01 is applied already.")
			.satisfies((ex) -> assertThat(ex.getAction()).isEqualTo("Nothing has been changed."));
		assertThat(details()).isEqualTo(before);
	}

	@Test
	void recordsWhatIsRunByHandBecauseItCannotBeRead() {
		Migrator migrator = migrator(TestScripts.of("001_one.sql", "SELECT 'open"));
		migrator.recordApplied(Version.of("1"));
		assertThat(migrator.status().applied()).extracting(Status.Applied::description).containsExactly("One");
	}

}
