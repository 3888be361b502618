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
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.github.migrations.script.ScriptFile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * One plan for many databases.
 */
abstract class SharedPlanContract extends EngineContract {

	static final String ONE = "CREATE TABLE one (id INTEGER PRIMARY KEY)";

	static final String TWO = "CREATE TABLE two (id INTEGER PRIMARY KEY, one_id INTEGER REFERENCES one)";

	/** Opens another empty database of the same kind. */
	abstract TestDatabase another();

	SharedPlan plan(ScriptSource scripts) {
		return new SharedPlan(scripts, this.settings, this.events);
	}

	void run(SharedPlan plan) throws SQLException {
		plan.migrate("first", this.database.dataSource());
	}

	MigrationException fails(SharedPlan plan) {
		return catchThrowableOfType(MigrationException.class, () -> run(plan));
	}

	List<String> versions() {
		return this.database.query("SELECT version FROM schema_migrations ORDER BY version");
	}

	@Test
	void readsFilesOnceForAllDatabases() throws SQLException {
		AtomicInteger found = new AtomicInteger();
		AtomicInteger opened = new AtomicInteger();
		TestScripts scripts = TestScripts.of("1_one.sql", ONE, "1_one.down.sql", "DROP TABLE one", "2_two.sql", TWO);
		SharedPlan plan = plan(new ScriptSource() {

			@Override
			public List<ScriptFile> find() {
				found.incrementAndGet();
				return scripts.find().stream().map((file) -> new ScriptFile(file.path(), file.shown(), () -> {
					opened.incrementAndGet();
					return file.content().open();
				})).toList();
			}

			@Override
			public List<String> locations() {
				return scripts.locations();
			}

		});
		try (TestDatabase other = another()) {
			plan.migrate("first", this.database.dataSource());
			plan.migrate("second", other.dataSource());
			plan.migrate("second", other.dataSource());
			assertThat(other.query("SELECT version FROM schema_migrations ORDER BY version")).isEqualTo(versions())
				.containsExactly("1", "2");
			assertThat(other.query("SELECT undo_script FROM schema_migrations_details WHERE version = '1'"))
				.containsExactly("DROP TABLE one");
			assertThat(other.query("SELECT one_id FROM two")).isEmpty();
		}
		assertThat(found).hasValue(1);
		assertThat(opened).as("each of three files").hasValue(3);
	}

	@Test
	void nothingToDoCostsOneStatement() throws SQLException {
		SharedPlan plan = plan(TestScripts.of("1_one.sql", ONE, "R__x.sql", "SELECT 1"));
		run(plan);
		RecordingDataSource recording = new RecordingDataSource(this.database.dataSource());
		plan.migrate("first", recording);
		assertThat(recording.statements).hasSize(1);
		try (Connection connection = this.database.dataSource().getConnection()) {
			assertThat(plan.isDone(connection)).isTrue();
		}
	}

	@Test
	void aDatabaseOfAnotherProcessIsKnownFromTheSecondTimeOn() throws SQLException {
		TestScripts scripts = TestScripts.of("1_one.sql", ONE, "2_two.sql", TWO);
		migrate(scripts);
		SharedPlan plan = plan(scripts);
		run(plan);
		RecordingDataSource recording = new RecordingDataSource(this.database.dataSource());
		plan.migrate("first", recording);
		assertThat(recording.statements).hasSize(1);
	}

	@Test
	void noticesWhatIsDifferentAlthoughOthersAreDone() throws SQLException {
		TestScripts scripts = TestScripts.of("1_one.sql", ONE, "2_two.sql", TWO);
		SharedPlan plan = plan(scripts);
		try (TestDatabase other = another()) {
			plan.migrate("second", other.dataSource());
			migrate(TestScripts.of("1_one.sql", ONE + " ", "2_two.sql", TWO));
			assertThat(fails(plan)).hasMessageContaining("Changed after they were applied: db/migrations/1_one.sql");
			other.execute("DELETE FROM schema_migrations WHERE version = '2'");
			other.execute("DROP TABLE two");
			plan.migrate("second", other.dataSource());
			assertThat(other.query("SELECT one_id FROM two")).isEmpty();
		}
	}

	@Test
	void aRunThatIsHalfDoneGoesOn() throws SQLException {
		TestScripts scripts = TestScripts.of("1_one.sql", ONE, "2_two.sql",
				"-- migration: transaction=off\n" + TWO + "; SELECT more FROM one", "3_three.sql",
				"CREATE TABLE three (id INTEGER)");
		assertThat(fails(plan(scripts)).getMessage()).contains("2_two.sql");
		assertThat(versions()).containsExactly("1");
		this.database.execute("ALTER TABLE one ADD COLUMN more INTEGER");
		run(plan(scripts));
		assertThat(versions()).containsExactly("1", "2", "3");
	}

	@Test
	void aBaselineBuildsANewDatabase() throws SQLException {
		SharedPlan plan = plan(TestScripts.of("1_one.sql", "SELECT broken", "2_two.sql", "SELECT broken",
				"B2__both.sql", ONE + ";" + TWO, "3_three.sql", "CREATE TABLE three (id INTEGER)"));
		run(plan);
		assertThat(versions()).containsExactly("1", "2", "3");
		assertThat(this.database.query("SELECT id FROM three")).isEmpty();
	}

	@Test
	void repeatableMigrationsRunAgainWhenTheyHaveChanged() throws SQLException {
		run(plan(TestScripts.of("1_one.sql", ONE, "R__v.sql", "CREATE VIEW v AS SELECT 1 AS x")));
		run(plan(TestScripts.of("1_one.sql", ONE, "R__v.sql", "DROP VIEW v; CREATE VIEW v AS SELECT 2 AS x")));
		assertThat(this.database.query("SELECT x FROM v")).containsExactly("2");
	}

	@Test
	void aScriptThatChangesTheTrackingTableFindsTheRowsBeforeIt() throws SQLException {
		run(plan(TestScripts.of("1_one.sql", ONE, "2_two.sql",
				"UPDATE Schema_Migrations SET description = 'Changed' WHERE version = '1'", "3_three.sql",
				"CREATE TABLE three (id INTEGER)")));
		assertThat(recorded()).containsExactly("1|Changed", "2|Two", "3|Three");
	}

	@Test
	void codeRunsAmongTheFiles() throws SQLException {
		SharedPlan plan = plan(TestScripts.of("1_one.sql", ONE, "3_three.sql", "INSERT INTO one VALUES (3)")
			.with(new TestCode("2", (context) -> {
				try (var statement = context.connection().createStatement()) {
					statement.execute("INSERT INTO one VALUES (2)");
				}
			})));
		run(plan);
		assertThat(this.database.query("SELECT id FROM one ORDER BY id")).containsExactly("2", "3");
		assertThat(versions()).containsExactly("1", "2", "3");
	}

	@Test
	void eachMigrationIsAppliedOnceByManyThreads() throws Exception {
		SharedPlan plan = plan(
				TestScripts.of("1_one.sql", ONE, "2_two.sql", TWO, "3_three.sql", "INSERT INTO one VALUES (1)"));
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			List<Callable<Void>> calls = IntStream.range(0, 8).<Callable<Void>>mapToObj((i) -> () -> {
				run(plan);
				return null;
			}).toList();
			for (Future<Void> call : threads.invokeAll(calls)) {
				call.get();
			}
		}
		finally {
			threads.shutdown();
		}
		assertThat(versions()).containsExactly("1", "2", "3");
		assertThat(this.events.lines).filteredOn((line) -> line.startsWith("applied ")).hasSize(3);
	}

	@Test
	void aDatabaseWithoutMigrationsIsNotTouched() throws SQLException {
		List<String> before = this.database.schema();
		run(plan(TestScripts.of()));
		assertThat(this.database.schema()).isEqualTo(before);
	}

}
