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

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.migrations.script.Placeholders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Repeatable migrations.
 */
abstract class RepeatableContract extends EngineContract {

	private static final String TABLE = "CREATE TABLE t (id INTEGER, name TEXT);";

	private static final String VIEW = """
			-- migration: description=What people see
			DROP VIEW IF EXISTS v;
			CREATE VIEW v AS SELECT id FROM t;
			""";

	private static final String OTHER_VIEW = """
			DROP VIEW IF EXISTS v;
			CREATE VIEW v AS SELECT id, name FROM t;
			""";

	@Test
	void runsAfterAllOthersAndOnlyWhenItChanges() {
		TestScripts scripts = TestScripts.of("R__views.sql", VIEW, "R__a_first.sql", "DELETE FROM t", "1_t.sql", TABLE,
				"2_row.sql", "INSERT INTO t VALUES (1, 'one')");
		Status status = migrate(scripts);
		assertThat(this.events.lines).containsExactly("started 1", "applied 1 T", "started 2", "applied 2 Row",
				"started R__a_first", "applied R__a_first A first", "started R__views",
				"applied R__views What people see", "finished UP_TO_DATE 4");
		assertThat(status.version()).isEqualTo("2");
		assertThat(status.repeatable())
			.extracting(Status.Repeatable::name, Status.Repeatable::description, Status.Repeatable::pending)
			.containsExactly(tuple("R__a_first", "A first", false), tuple("R__views", "What people see", false));
		assertThat(status.repeatable()).allSatisfy((one) -> assertThat(one.appliedAt()).isNotNull());
		migrate(scripts);
		assertThat(this.events.lines).containsExactly("finished UP_TO_DATE 0");
		scripts.with("R__views.sql", OTHER_VIEW);
		assertThat(status(scripts).state()).isEqualTo(State.PENDING);
		assertThat(status(scripts).repeatable()).extracting(Status.Repeatable::pending).containsExactly(false, true);
		migrate(scripts);
		assertThat(this.events.lines).containsExactly("started R__views", "applied R__views Views",
				"finished UP_TO_DATE 1");
		this.database.execute("INSERT INTO t VALUES (2, 'two')");
		assertThat(this.database.query("SELECT * FROM v")).containsExactly("2|two");
	}

	@Test
	void isRecordedInTheDetailsAlone() {
		migrate("1_t.sql", TABLE, "R__views.sql", VIEW);
		assertThat(recorded()).containsExactly("1|T");
		assertThat(this.database.query("SELECT version, description, applied_at IS NOT NULL AND checksum IS NOT NULL "
				+ "AND undo_script IS NULL FROM schema_migrations_details WHERE version LIKE 'R%'"))
			.singleElement()
			.asString()
			.matches("R__views\\|What people see\\|(1|t)");
	}

	@Test
	void lineEndsAreNoChange() {
		migrate("1_t.sql", TABLE, "R__views.sql", VIEW);
		migrate("1_t.sql", TABLE, "R__views.sql", "\uFEFF" + VIEW.replace("\n", "\r\n"));
		assertThat(this.events.lines).containsExactly("finished UP_TO_DATE 0");
	}

	@Test
	void theValueOfAPlaceholderIsNoChange() {
		TestScripts scripts = TestScripts.of("1_t.sql", TABLE, "R__rows.sql", "INSERT INTO t VALUES (${id}, 'x')");
		this.settings = Settings.defaults().withPlaceholders(new Placeholders(Map.of("id", "1")));
		migrate(scripts);
		this.settings = Settings.defaults().withPlaceholders(new Placeholders(Map.of("id", "2")));
		migrate(scripts);
		assertThat(this.database.query("SELECT id FROM t")).containsExactly("1");
	}

	@Test
	void aBuildWithoutTheFileKnowsNothingOfIt() {
		migrate("1_t.sql", TABLE, "R__views.sql", VIEW);
		Status status = migrate("1_t.sql", TABLE);
		assertThat(this.events.lines).containsExactly("finished UP_TO_DATE 0");
		assertThat(status.repeatable()).isEmpty();
	}

	@Test
	void stayPendingWhileAVersionedOneDoes() {
		TestScripts scripts = TestScripts.of("1_t.sql", TABLE, "2_x.sql", "SELECT 2", "R__views.sql", VIEW);
		Status status = migrateTo("1", scripts);
		assertThat(status.repeatable()).extracting(Status.Repeatable::pending).containsExactly(true);
		assertThat(this.events.lines).containsExactly("started 1", "applied 1 T", "finished PENDING 1");
		migrateTo("2", scripts);
		assertThat(this.events.lines).containsExactly("started 2", "applied 2 X", "started R__views",
				"applied R__views What people see", "finished UP_TO_DATE 2");
	}

	@Test
	void areLeftAloneByABuildThatIsOlderThanTheDatabase() {
		TestScripts older = TestScripts.of("1_t.sql", TABLE, "R__views.sql", VIEW);
		migrate(TestScripts.of("1_t.sql", TABLE, "2_x.sql", "SELECT 2", "R__views.sql", OTHER_VIEW));
		Status status = migrate(older);
		assertThat(status.state()).isEqualTo(State.AHEAD);
		assertThat(this.events.lines).containsExactly(
				"warning The database has migrations that this build does not know: 2 (X). It was migrated by a newer "
						+ "build, or files have been removed",
				"finished AHEAD 0");
		this.database.execute("INSERT INTO t VALUES (1, 'one')");
		assertThat(this.database.query("SELECT * FROM v")).containsExactly("1|one");
	}

	@Test
	void aFailureIsRolledBackAndNamed() {
		TestScripts scripts = TestScripts.of("1_t.sql", TABLE, "R__views.sql", VIEW);
		migrate(scripts);
		MigrationException ex = refused(scripts.with("R__views.sql", "DROP VIEW v;\n\nINSERT INTO wrong VALUES (1);"));
		assertThat(ex).hasMessageStartingWith("Migration R__views (Views) failed at db/migrations/R__views.sql:3\n")
			.hasMessageEndingWith("Statement 2 of 2: INSERT INTO wrong VALUES (1)\n"
					+ "Everything that this migration did was rolled back; nothing of it is left.");
		assertThat(ex.getFailure().version()).isEqualTo("R__views");
		assertThat(this.database.query("SELECT count(*) FROM v")).containsExactly("0");
		assertThat(status(scripts).repeatable()).extracting(Status.Repeatable::pending).containsExactly(true);
	}

	@Test
	void goesOnWhereItWasInterrupted() {
		String head = "-- migration: transaction=off\nINSERT INTO t VALUES (1, 'one');\n";
		TestScripts scripts = TestScripts.of("1_t.sql", TABLE, "R__rows.sql", head + "INSERT INTO wrong VALUES (2);");
		MigrationException ex = refused(scripts);
		assertThat(ex).hasMessageContaining("The first 1 statements are done and stay so.");
		assertThat(this.database
			.query("SELECT version, statements_done FROM schema_migrations_details " + "WHERE version LIKE 'R%'"))
			.containsExactly("R__rows|1");
		scripts.with("R__rows.sql", head + "INSERT INTO t VALUES (2, 'two');");
		migrate(scripts);
		assertThat(this.database.query("SELECT id FROM t ORDER BY id")).containsExactly("1", "2");
		migrate(scripts.with("R__rows.sql", head + "INSERT INTO t VALUES (3, 'three');"));
		assertThat(this.database.query("SELECT id FROM t ORDER BY id")).containsExactly("1", "1", "2", "3");
		migrate(scripts);
		assertThat(this.events.lines).containsExactly("finished UP_TO_DATE 0");
	}

	@Test
	void aDatabaseMayHaveNothingElse() {
		Status status = migrate("R__views.sql", "CREATE VIEW v AS SELECT 1 AS one");
		assertThat(status.state()).isEqualTo(State.UP_TO_DATE);
		assertThat(status.version()).isNull();
		migrate("R__views.sql", "CREATE VIEW v AS SELECT 1 AS one");
		assertThat(this.events.lines).containsExactly("finished UP_TO_DATE 0");
	}

}
