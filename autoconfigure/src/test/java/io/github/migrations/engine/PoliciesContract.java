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

import org.junit.jupiter.api.Test;

import io.github.migrations.engine.Policies.OnMismatch;
import io.github.migrations.engine.Policies.OnOlder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is done about a history that does not fit the files.
 */
abstract class PoliciesContract extends EngineContract {

	private static final String ONE = "CREATE TABLE one (id INTEGER);";

	private static final String CHANGED = "Changed after they were applied: db/migrations/1_one.sql, "
			+ "db/migrations/3_three.sql. What is applied is not applied again, so this database differs from one that is "
			+ "built from the files";

	private static final String UNKNOWN = "The database has migrations that this build does not know: 003 (The third), "
			+ "4 (Four). It was migrated by a newer build, or files have been removed";

	private static final String GAPS = "Missing among the numbers of the files: 3 (between db/migrations/002_b.sql and "
			+ "db/migrations/4_c.sql), 5 to 8 (between db/migrations/4_c.sql and db/migrations/9_d.sql)";

	private void policies(OnMismatch changed, OnMismatch unknown, OnOlder older, OnMismatch gap) {
		this.settings = Settings.defaults().withPolicies(new Policies(changed, unknown, older, gap));
	}

	private void onChanged(OnMismatch policy) {
		policies(policy, OnMismatch.ERROR, OnOlder.ERROR, OnMismatch.ERROR);
	}

	private void onUnknown(OnMismatch policy) {
		policies(OnMismatch.ERROR, policy, OnOlder.ERROR, OnMismatch.ERROR);
	}

	private TestScripts changed() {
		migrate("1_one.sql", ONE, "2_two.sql", "SELECT 2", "3_three.sql", "SELECT 3");
		return TestScripts.of("1_one.sql", ONE + "-- more", "2_two.sql", "SELECT 2", "3_three.sql", "SELECT 33",
				"4_four.sql", "INSERT INTO one VALUES (4)");
	}

	@Test
	void aChangedFileIsAnErrorByDefault() {
		TestScripts changed = changed();
		MigrationException ex = refused(changed);
		assertThat(ex).hasMessage("Database 'dataSource': " + CHANGED + ".");
		assertThat(ex.getAction()).isEqualTo("Restore the files, and put the change into a new migration. If the "
				+ "database is right as it is, accept the files: migrations:repair. Nothing has been changed.");
		assertThat(this.database.query("SELECT count(*) FROM one")).containsExactly("0");
		assertThat(status(changed).state()).isEqualTo(State.PENDING);
	}

	@Test
	void aChangedFileMayBeAWarning() {
		TestScripts changed = changed();
		onChanged(OnMismatch.WARN);
		assertThat(migrate(changed).version()).isEqualTo("4");
		assertThat(warnings()).containsExactly(CHANGED);
	}

	@Test
	void aChangedFileMayBeIgnored() {
		TestScripts changed = changed();
		onChanged(OnMismatch.IGNORE);
		assertThat(migrate(changed).version()).isEqualTo("4");
		assertThat(warnings()).isEmpty();
	}

	private TestScripts unknown() {
		migrate("1_one.sql", ONE, "003_three.sql", "-- migration: description=The third\nSELECT 3", "4_four.sql",
				"SELECT 4");
		return TestScripts.of("1_one.sql", ONE, "5_five.sql", "INSERT INTO one VALUES (5)");
	}

	@Test
	void anUnknownVersionIsAWarningByDefault() {
		assertThat(migrate(unknown()).version()).isEqualTo("5");
		assertThat(warnings()).containsExactly(UNKNOWN);
	}

	@Test
	void anUnknownVersionMayBeAnError() {
		TestScripts unknown = unknown();
		policies(OnMismatch.ERROR, OnMismatch.ERROR, OnOlder.APPLY, OnMismatch.IGNORE);
		MigrationException ex = refused(unknown);
		assertThat(ex).hasMessage("Database 'dataSource': " + UNKNOWN + ".");
		assertThat(ex.getAction()).isEqualTo("Start the build that knows them, or put the files back; "
				+ "spring.migrations.on-unknown=warn starts all the same. Nothing has been changed.");
		assertThat(this.database.query("SELECT count(*) FROM one")).containsExactly("0");
	}

	@Test
	void anUnknownVersionMayBeIgnored() {
		TestScripts unknown = unknown();
		policies(OnMismatch.ERROR, OnMismatch.IGNORE, OnOlder.APPLY, OnMismatch.IGNORE);
		assertThat(migrate(unknown).version()).isEqualTo("5");
		assertThat(warnings()).isEmpty();
	}

	@Test
	void anOlderMigrationIsAppliedWithAWarningByDefault() {
		migrate("1_one.sql", ONE, "9_nine.sql", "SELECT 9");
		assertThat(migrate("1_one.sql", ONE, "2_two.sql", "INSERT INTO one VALUES (2)", "3_three.sql", "SELECT 3",
				"9_nine.sql", "SELECT 9")
			.state()).isEqualTo(State.UP_TO_DATE);
		assertThat(warnings()).containsExactly("Older than the newest applied migration 9, and applied all the same: "
				+ "db/migrations/2_two.sql, db/migrations/3_three.sql");
		assertThat(this.database.query("SELECT id FROM one")).containsExactly("2");
	}

	@Test
	void anOlderMigrationMayBeAnError() {
		migrate("1_one.sql", ONE, "9_nine.sql", "SELECT 9");
		policies(OnMismatch.ERROR, OnMismatch.WARN, OnOlder.ERROR, OnMismatch.IGNORE);
		MigrationException ex = refused("1_one.sql", ONE, "2_two.sql", "INSERT INTO one VALUES (2)", "9_nine.sql",
				"SELECT 9", "10_ten.sql", "INSERT INTO one VALUES (10)");
		assertThat(ex).hasMessage("Database 'dataSource': Older than the newest applied migration 9, and not applied "
				+ "yet: db/migrations/2_two.sql.");
		assertThat(ex.getAction()).isEqualTo("Give them versions above 9, or have them applied: "
				+ "spring.migrations.on-older=apply. Nothing has been changed.");
		assertThat(this.database.query("SELECT count(*) FROM one")).containsExactly("0");
	}

	private static TestScripts gaps() {
		return TestScripts.of("002_b.sql", "SELECT 1", "2.1_b.sql", "SELECT 1", "4_c.sql", "SELECT 1", "9_d.sql",
				"SELECT 1", "20261120093000_e.sql", "SELECT 1", "20261120093007_f.sql", "SELECT 1");
	}

	@Test
	void aGapIsIgnoredByDefault() {
		assertThat(migrate(gaps()).state()).isEqualTo(State.UP_TO_DATE);
		assertThat(warnings()).isEmpty();
	}

	@Test
	void aGapMayBeAWarning() {
		policies(OnMismatch.ERROR, OnMismatch.WARN, OnOlder.APPLY, OnMismatch.WARN);
		assertThat(migrate(gaps()).state()).isEqualTo(State.UP_TO_DATE);
		assertThat(warnings()).containsExactly(GAPS);
	}

	@Test
	void aGapMayBeAnError() {
		policies(OnMismatch.ERROR, OnMismatch.WARN, OnOlder.APPLY, OnMismatch.ERROR);
		MigrationException ex = refused(gaps());
		assertThat(ex).hasMessage("Database 'dataSource': " + GAPS + ".");
		assertThat(ex.getAction()).isEqualTo("Add what is missing or close the gap; spring.migrations.on-gap=ignore "
				+ "allows it. Nothing has been changed.");
		assertThat(this.database.schema()).isEmpty();
	}

	@Test
	void whatABaselineStandsForIsNoGap() {
		policies(OnMismatch.ERROR, OnMismatch.WARN, OnOlder.APPLY, OnMismatch.WARN);
		migrate("3_x.sql", "SELECT 1", "7_x.sql", "SELECT 1", "B10__base.sql", "SELECT 1", "11_x.sql", "SELECT 1",
				"13_x.sql", "SELECT 1");
		assertThat(warnings()).containsExactly("Missing among the numbers of the files: 12 (between "
				+ "db/migrations/11_x.sql and db/migrations/13_x.sql)");
	}

	@Test
	void namesEverythingThatIsWrongAtOnce() {
		TestScripts changed = changed().without("2_two.sql");
		onUnknown(OnMismatch.ERROR);
		assertThat(refused(changed)).hasMessage("Database 'dataSource': " + CHANGED + "."
				+ "\n  The database has migrations that this build does not know: 2 (Two). It was migrated by a newer build, "
				+ "or files have been removed."
				+ "\n  Missing among the numbers of the files: 2 (between db/migrations/1_one.sql and "
				+ "db/migrations/3_three.sql).");
	}

	@Test
	void whatAnotherBuildHasAppliedMeanwhileIsCheckedOnceMore() {
		policies(OnMismatch.ERROR, OnMismatch.ERROR, OnOlder.ERROR, OnMismatch.IGNORE);
		Migrator newer = migrator(TestScripts.of("1_one.sql", ONE, "3_three.sql", "SELECT 3"));
		TestScripts late = TestScripts.of("1_one.sql", ONE, "2_two.sql", "INSERT INTO one VALUES (2)", "no.sql", "");
		// the warning comes after the history has been read, and before it is read again
		Migrator older = new Migrator("dataSource", this.database.dataSource(), this.database.dataSource(), late,
				this.settings, new MigrationListener() {

					@Override
					public void warning(String database, String warning) {
						newer.migrate(null);
					}

				});
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> older.migrate(null))
			.withMessage("Database 'dataSource': The database has migrations that this build does not know: 3 (Three). "
					+ "It was migrated by a newer build, or files have been removed."
					+ "\n  Older than the newest applied migration 3, and not applied yet: db/migrations/2_two.sql.");
		assertThat(this.database.query("SELECT count(*) FROM one")).containsExactly("0");
	}

}
