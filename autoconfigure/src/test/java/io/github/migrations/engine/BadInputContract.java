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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tables and databases that cannot be worked with.
 */
abstract class BadInputContract extends EngineContract {

	static final String ONE = "CREATE TABLE one (id INTEGER);";

	/** A migrator whose connections may only read. */
	abstract Migrator readOnly(TestScripts scripts);

	/** What the database says to one who writes all the same. */
	abstract String refusal();

	private void table() {
		this.database.execute(
				"CREATE TABLE schema_migrations (version VARCHAR(255), description TEXT NOT NULL, applied_at TIMESTAMP)");
	}

	private void row(String version) {
		this.database
			.execute("INSERT INTO schema_migrations (version, description) VALUES ('" + version + "', 'Some')");
	}

	private void refusedUntouched(String message) {
		List<String> schema = this.database.schema();
		TestScripts scripts = TestScripts.of("1_one.sql", ONE);
		MigrationException ex = refused(scripts);
		assertThat(ex).hasMessage("Database 'dataSource': " + message);
		assertThat(ex.getAction()).isEqualTo("Nothing has been changed.");
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> status(scripts))
			.withMessage("Database 'dataSource': " + message);
		assertThat(this.database.schema()).isEqualTo(schema);
	}

	@Test
	void twoRowsForOneVersion() {
		table();
		row("001");
		row("1");
		refusedUntouched("The table schema_migrations holds two rows for one version: '001' and '1'. Delete the one "
				+ "that is wrong");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  ", "abc", "1_one", "V1", "1.2.", "R__views", "latest" })
	void aRowWhoseVersionIsNone(String version) {
		table();
		row("001");
		row(version);
		refusedUntouched("The table schema_migrations holds a row whose version is '" + version
				+ "', which is no version: expected digits, further parts joined by dots. Correct or delete the row");
	}

	@Test
	void aTableWithForeignColumns() {
		this.database.execute("CREATE TABLE schema_migrations (id INTEGER, name TEXT, batch INTEGER)");
		refusedUntouched(
				"The table schema_migrations exists, but is not one of ours: it has the columns id, name, batch, "
						+ "where version, description, applied_at are needed. It has not been touched. Keep migrations in another "
						+ "table: set spring.migrations.table to a name that is free");
	}

	@Test
	void aViewOfTheSameNameIsReadAndNotWritten() {
		this.database.execute("CREATE VIEW schema_migrations AS SELECT CAST('1' AS VARCHAR(255)) AS version, "
				+ "CAST('One' AS TEXT) AS description, CURRENT_TIMESTAMP AS applied_at");
		assertThat(migrate("1_one.sql", ONE).state()).isEqualTo(State.UP_TO_DATE);
		assertThat(refused("1_one.sql", ONE, "2_two.sql", "SELECT 2"))
			.hasMessageStartingWith("Database 'dataSource': its tracking tables cannot be read and prepared: cannot ");
	}

	@Test
	void aDatabaseThatMayOnlyBeReadIsNoObstacleWhereNothingIsPending() {
		TestScripts scripts = TestScripts.of("1_one.sql", ONE);
		migrate(scripts);
		assertThat(readOnly(scripts).migrate(null).state()).isEqualTo(State.UP_TO_DATE);
		assertThat(readOnly(scripts).status().state()).isEqualTo(State.UP_TO_DATE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT 2", "-- migration: transaction=off\nSELECT 2" })
	void aDatabaseThatMayOnlyBeReadIsRefusedWhereSomethingIsPending(String script) {
		migrate("1_one.sql", ONE);
		TestScripts scripts = TestScripts.of("1_one.sql", ONE, "2_two.sql", script, "3_three.sql", "SELECT 3",
				"R__x.sql", "SELECT 4");
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> readOnly(scripts).migrate(null))
			.withMessage("Database 'dataSource' cannot be migrated, because it cannot be written: " + refusal()
					+ "\n  Pending: 2, 3, R__x")
			.satisfies((ex) -> {
				assertThat(ex.getAction()).isEqualTo("Give migrations a connection that may write "
						+ "(spring.migrations.url, user and password), or leave them to somebody else: "
						+ "spring.migrations.run-on=never. Nothing has been changed.");
				assertThat(ex.getFailure().version()).isNull();
			});
		assertThat(recorded()).containsExactly("1|One");
	}

	@Test
	void aDatabaseThatMayOnlyBeReadIsRefusedBeforeItHasTables() {
		this.database.execute(ONE);
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> readOnly(TestScripts.of("1_one.sql", ONE)).migrate(null))
			.withMessageStartingWith("Database 'dataSource' cannot be migrated, because it cannot be written: ")
			.withMessageEndingWith("\n  Pending: 1");
	}

}
