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

import java.io.File;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One plan for many databases, on SQLite, where pending migrations are committed
 * together.
 */
class SqliteSharedPlanTests extends SharedPlanContract {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	File folder;

	@Override
	TestDatabase open() {
		return TestDatabase.sqlite(this.folder);
	}

	@Override
	TestDatabase another() {
		File other = new File(this.folder, "other");
		assertThat(other.mkdir()).isTrue();
		return TestDatabase.sqlite(other);
	}

	@Test
	void allPendingMigrationsAreOneTransaction() throws SQLException {
		RecordingDataSource recording = new RecordingDataSource(this.database.dataSource());
		SharedPlan plan = plan(TestScripts.of("1_one.sql", ONE, "2_two.sql", TWO, "3_three.sql",
				"INSERT INTO one VALUES (1)", "4_four.sql", "INSERT INTO two VALUES (1, 1)"));
		plan.migrate("first", recording);
		assertThat(recording.statements).filteredOn("BEGIN IMMEDIATE"::equals).hasSize(1);
		assertThat(recording.statements).filteredOn("COMMIT"::equals).hasSize(1);
		assertThat(versions()).containsExactly("1", "2", "3", "4");
	}

	@Test
	void nothingRemainsOfAllWhereTheLastOneFails() {
		MigrationException ex = fails(plan(
				TestScripts.of("1_one.sql", ONE, "2_two.sql", TWO, "3_three.sql", "INSERT INTO three VALUES (1)")));
		assertThat(ex.getMessage()).startsWith("Migration 3 (Three) failed at db/migrations/3_three.sql:1\n");
		assertThat(this.database.schema()).isEmpty();
	}

	@Test
	void rowsThatReferToNothingAreFoundInTheMigrationThatMadeThem() {
		MigrationException ex = fails(plan(TestScripts.of("1_one.sql", ONE, "2_two.sql", TWO, "3_three.sql",
				"INSERT INTO two VALUES (1, 99)", "4_four.sql", "INSERT INTO one VALUES (1)")));
		assertThat(ex.getMessage()).startsWith("Migration 3 (Three) was refused before its commit: ")
			.contains("1 rows of 'two' refer to rows of 'one' that do not exist (before: 0)");
		assertThat(this.database.schema()).isEmpty();
	}

	@Test
	void rowsThatReferredToNothingBeforeAreNoReasonToRefuse() throws SQLException {
		migrate("1_one.sql", ONE, "2_two.sql", TWO);
		this.database.execute("PRAGMA foreign_keys = OFF", "INSERT INTO two VALUES (1, 99)");
		run(plan(TestScripts.of("1_one.sql", ONE, "2_two.sql", TWO, "3_three.sql", "INSERT INTO one VALUES (5)",
				"4_four.sql", "INSERT INTO two VALUES (2, 5)")));
		assertThat(versions()).containsExactly("1", "2", "3", "4");
	}

	@Test
	void whatCannotRunInATransactionRunsByItself() throws SQLException {
		RecordingDataSource recording = new RecordingDataSource(this.database.dataSource());
		plan(TestScripts.of("1_one.sql", ONE, "2_two.sql", TWO, "3_three.sql", "VACUUM", "4_four.sql",
				"CREATE TABLE four (id INTEGER)", "5_five.sql", "CREATE TABLE five (id INTEGER)"))
			.migrate("first", recording);
		int vacuum = recording.statements.indexOf("VACUUM");
		assertThat(recording.statements.indexOf("COMMIT")).isPositive().isLessThan(vacuum);
		assertThat(recording.statements.subList(recording.statements.indexOf(ONE), recording.statements.indexOf(TWO)))
			.doesNotContain("COMMIT");
		assertThat(versions()).containsExactly("1", "2", "3", "4", "5");
	}

	@Test
	void whatAScriptSetsDoesNotReachTheNextOne() throws SQLException {
		run(plan(TestScripts.of("1_one.sql", ONE, "2_pragma.sql", "PRAGMA recursive_triggers = ON; " + TWO,
				"3_three.sql", "CREATE TABLE three AS SELECT recursive_triggers FROM pragma_recursive_triggers")));
		assertThat(this.database.query("SELECT recursive_triggers FROM three")).containsExactly("0");
	}

	@Test
	void foreignKeysOnHoldsForItsOwnFileAlone() throws SQLException {
		run(plan(TestScripts.of("1_one.sql", ONE, "2_two.sql", TWO, "3_three.sql",
				"-- migration: foreign-keys=on\nINSERT INTO one VALUES (1); INSERT INTO two VALUES (1, 1)",
				"4_four.sql", "CREATE TABLE four AS SELECT foreign_keys FROM pragma_foreign_keys")));
		assertThat(this.database.query("SELECT foreign_keys FROM four")).containsExactly("0");
		assertThat(versions()).containsExactly("1", "2", "3", "4");
	}

}
