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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Baselines.
 */
abstract class BaselineContract extends EngineContract {

	private static final String ONE = "CREATE TABLE one (id INTEGER PRIMARY KEY);";

	private static final String TWO = "CREATE TABLE two (id INTEGER PRIMARY KEY);";

	private static final String TEN = "CREATE TABLE ten (id INTEGER PRIMARY KEY);";

	private static final String BASE = ONE + "\n" + TWO + "\n" + TEN;

	private static final String ELEVEN = "CREATE TABLE eleven (id INTEGER PRIMARY KEY);";

	private static TestScripts files() {
		return TestScripts.of("001_one.sql", ONE, "001_one.down.sql", "DROP TABLE one", "2_two.sql", TWO, "10_ten.sql",
				TEN);
	}

	private static TestScripts squashed() {
		return TestScripts.of("B10__base.sql", BASE, "11_eleven.sql", ELEVEN);
	}

	@Test
	void buildsANewDatabaseInOneStep() {
		TestScripts scripts = files().with("B10__base.sql", BASE).with("11_eleven.sql", ELEVEN);
		assertThat(status(scripts).pending()).extracting(Status.Pending::version, Status.Pending::description)
			.containsExactly(tuple("10", "Base"), tuple("11", "Eleven"));
		Status status = migrate(scripts);
		assertThat(this.events.lines).containsExactly("started 10", "applied 10 Base", "started 11",
				"applied 11 Eleven", "finished UP_TO_DATE 2");
		assertThat(status.version()).isEqualTo("11");
		assertThat(status.pending()).isEmpty();
	}

	@Test
	void everyFileThatItStandsForIsRecorded() {
		migrate(files().with("B10__base.sql", BASE).with("11_eleven.sql", ELEVEN));
		assertThat(recorded()).containsExactlyInAnyOrder("001|One", "2|Two", "10|Base", "11|Eleven");
		assertThat(this.database.query("SELECT version, undo_script FROM schema_migrations_details "
				+ "WHERE description = 'baseline' AND checksum IS NOT NULL ORDER BY version"))
			.containsExactly("001|DROP TABLE one", "10|null", "2|null");
		migrate(files().with("11_eleven.sql", ELEVEN));
		assertThat(this.events.lines).containsExactly("finished UP_TO_DATE 0");
	}

	@Test
	void aDatabaseThatHasAHistoryIgnoresIt() {
		migrate(files().without("10_ten.sql"));
		migrate(files().with("B10__base.sql", "WRONG").with("11_eleven.sql", ELEVEN));
		assertThat(this.events.lines).containsExactly("started 10", "applied 10 Ten", "started 11", "applied 11 Eleven",
				"finished UP_TO_DATE 2");
	}

	@Test
	void oldAndNewDatabasesEndAlikeAfterTheOldFilesAreGone() {
		migrate(files());
		migrate(squashed());
		assertThat(this.events.lines).containsExactly("started 11", "applied 11 Eleven", "finished UP_TO_DATE 1");
		List<String> old = this.database.schema();
		closeDatabase();
		openAnother();
		migrate(squashed());
		assertThat(this.events.lines).containsExactly("started 10", "applied 10 Base", "started 11",
				"applied 11 Eleven", "finished UP_TO_DATE 2");
		assertThat(this.database.schema()).isEqualTo(old);
		assertThat(recorded()).containsExactly("10|Base", "11|Eleven");
	}

	private void openAnother() {
		this.database = openSecond();
	}

	abstract TestDatabase openSecond();

	@Test
	void filesThatComeBackCountAsApplied() {
		migrate(squashed());
		Status status = migrate(
				files().with("11_eleven.sql", ELEVEN).with("12_twelve.sql", "INSERT INTO one VALUES (1)"));
		assertThat(this.events.lines).containsExactly("started 12", "applied 12 Twelve", "finished UP_TO_DATE 1");
		assertThat(status.pending()).isEmpty();
	}

	@Test
	void theNewestBaselineIsTaken() {
		migrate(squashed().with("B2__old.sql", "WRONG"));
		assertThat(recorded()).containsExactly("10|Base", "11|Eleven");
	}

	@Test
	void onlyABaselineUpToTheLastVersionIsTaken() {
		TestScripts scripts = files().with("B10__base.sql", "WRONG").with("B2__two.sql", ONE + TWO);
		migrateTo("2", scripts);
		assertThat(this.events.lines).containsExactly("started 2", "applied 2 Two", "finished PENDING 1");
		migrate(scripts);
		assertThat(this.events.lines).containsExactly("started 10", "applied 10 Ten", "finished UP_TO_DATE 1");
	}

	@Test
	void theVersionOfABaselineMayBeTheLastOne() {
		migrateTo("10", squashed());
		assertThat(recorded()).containsExactly("10|Base");
	}

	@Test
	void aDatabaseThatMissesWhatTheBaselineStandsForIsRefused() {
		migrate(files().without("10_ten.sql"));
		MigrationException ex = refused(squashed());
		assertThat(ex).hasMessage("Database 'dataSource': It is at version 2, and what comes between that and the "
				+ "baseline db/migrations/B10__base.sql is not in this build; a baseline is for new databases alone.");
		assertThat(ex.getAction()).isEqualTo("Migrate it up to version 10 by a build that has the files, or put them "
				+ "back. If nothing is missing, record that: migrations:repair --applied=10. Nothing has been changed.");
		assertThat(recorded()).containsExactly("001|One", "2|Two");
		migrate(files());
		assertThat(migrate(squashed()).version()).isEqualTo("11");
	}

	@Test
	void aDatabaseBelowTheBaselineGoesOnWithTheFiles() {
		migrate(files().without("10_ten.sql").without("2_two.sql"));
		migrate(files().without("10_ten.sql").with("B10__base.sql", BASE).with("11_eleven.sql", ELEVEN));
		assertThat(recorded()).containsExactly("001|One", "11|Eleven", "2|Two");
	}

	@Test
	void aChangedBaselineIsAnError() {
		migrate(squashed());
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrate(squashed().with("B10__base.sql", BASE + "-- more")))
			.withMessageStartingWith(
					"Database 'dataSource': Changed after they were applied: " + "db/migrations/B10__base.sql. ");
	}

	@Test
	void theBaselineOfAFileByFileDatabaseMayChange() {
		migrate(files());
		migrate(squashed().with("B10__base.sql", BASE + "-- more"));
		assertThat(warnings()).isEmpty();
	}

	@Test
	void aFailureIsRolledBackAndNamed() {
		MigrationException ex = refused(squashed().with("B10__base.sql", BASE + "\nWRONG;"));
		assertThat(ex).hasMessageStartingWith("Migration 10 (Base) failed at db/migrations/B10__base.sql:4\n");
		assertThat(this.database.schema()).isEmpty();
	}

	@Test
	void goesOnWhereItWasInterrupted() {
		String head = "-- migration: transaction=off\n" + BASE + "\n";
		TestScripts scripts = files().with("11_eleven.sql", ELEVEN).with("B10__base.sql", head + "WRONG;");
		refused(scripts);
		assertThat(this.database.query("SELECT version, statements_done FROM schema_migrations_details"))
			.containsExactly("B10|3");
		assertThat(recorded()).isEmpty();
		scripts.with("B10__base.sql", head + "INSERT INTO one VALUES (1);").with("B20__newer.sql", "WRONG");
		migrate(scripts);
		assertThat(this.events.lines).containsExactly("started 10", "applied 10 Base", "started 11",
				"applied 11 Eleven", "finished UP_TO_DATE 2");
		assertThat(this.database.query("SELECT version FROM schema_migrations_details ORDER BY version"))
			.containsExactly("001", "10", "11", "2");
	}

	@Test
	void refusesToGoOnWithoutTheBaselineThatWasInterrupted() {
		refused(TestScripts.of("B10__base.sql", "-- migration: transaction=off\n" + ONE + "WRONG;"));
		MigrationException ex = refused(files());
		assertThat(ex)
			.hasMessage("Database 'dataSource': The baseline B10 was interrupted, and this build does not have it.");
		assertThat(ex.getAction()).isEqualTo("Start the build that has it, so that it goes on, or begin with an empty "
				+ "database. Nothing has been changed.");
	}

	@Test
	void anotherProgramMayHaveBegunFileByFileMeanwhile() {
		Migrator other = migrator(files().without("10_ten.sql"));
		Migrator migrator = new Migrator("dataSource", this.database.dataSource(), this.database.dataSource(),
				squashed().with("no.sql", ""), this.settings, new MigrationListener() {

					@Override
					public void warning(String database, String warning) {
						other.migrate(null);
					}

				});
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator.migrate(null))
			.withMessage("Another process has begun to migrate the database without the baseline 10 "
					+ "(db/migrations/B10__base.sql).")
			.satisfies((ex) -> assertThat(ex.getAction())
				.isEqualTo("Start again: the database is migrated file by file " + "now. Nothing has been changed."));
		assertThat(recorded()).containsExactly("001|One", "2|Two");
	}

	@Test
	void anotherProcessMayHaveAppliedItMeanwhile() {
		Migrator other = migrator(squashed());
		Migrator migrator = new Migrator("dataSource", this.database.dataSource(), this.database.dataSource(),
				squashed().with("no.sql", ""), this.settings, new MigrationListener() {

					@Override
					public void warning(String database, String warning) {
						other.migrate(null);
					}

				});
		assertThat(migrator.migrate(null).state()).isEqualTo(State.UP_TO_DATE);
		assertThat(recorded()).containsExactly("10|Base", "11|Eleven");
	}

	@Test
	void repeatableMigrationsFollow() {
		migrate(squashed().with("R__rows.sql", "INSERT INTO ten VALUES (10)"));
		assertThat(this.database.query("SELECT id FROM ten")).containsExactly("10");
	}

}
