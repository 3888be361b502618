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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Taking migrations back on PostgreSQL.
 */
class PostgresRollbackTests extends RollbackContract {

	private static final String INDEXED = "CREATE TABLE things (id INTEGER, name TEXT);\nCREATE INDEX a ON things (id);\n"
			+ "CREATE INDEX b ON things (name);";

	private static final String CONCURRENTLY = "DROP INDEX CONCURRENTLY a;\nDROP INDEX CONCURRENTLY b;\n"
			+ "DROP TABLE things;\n";

	@Override
	TestDatabase open() {
		return TestDatabase.postgres();
	}

	@Override
	String missing() {
		return "relation \"missing\" does not exist (SQLSTATE 42P01)";
	}

	@Test
	void whatCannotRunInATransactionRunsStatementByStatement() {
		Migrator migrator = migrator(TestScripts.of("1_x.sql", INDEXED, "1_x.down.sql", CONCURRENTLY));
		migrator.migrate(null);
		migrator.rollback(RollbackRequest.steps(1));
		assertThat(this.database.schema()).allMatch((line) -> line.contains("schema_migrations"));
		assertThat(this.database.query("SELECT version FROM schema_migrations_details")).isEmpty();
	}

	@Test
	void goesOnAfterAStatementThatCannotRunInATransaction() {
		Migrator migrator = migrator(TestScripts.of("1_x.sql", INDEXED, "1_x.down.sql", CONCURRENTLY));
		migrator.migrate(null);
		this.database.execute("ALTER INDEX b RENAME TO c");
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator.rollback(RollbackRequest.steps(1)))
			.withMessageContaining("Statement 2 of 3: DROP INDEX CONCURRENTLY b\n")
			.withMessageEndingWith("because line 1 (DROP INDEX CONCURRENTLY) cannot run in a transaction. The first 1 "
					+ "statements are done and stay so.");
		this.database.execute("ALTER INDEX c RENAME TO b");
		migrator.rollback(RollbackRequest.steps(1));
		assertThat(this.database.query("SELECT version FROM schema_migrations")).isEmpty();
		assertThat(this.database.schema()).noneMatch((line) -> line.contains("things"));
	}

	@Test
	void whatAScriptSetsInItsSessionDoesNotReachTheNextOne() {
		Migrator migrator = migrator(TestScripts.of("1_x.sql", "CREATE TABLE x (id INTEGER);", "1_x.down.sql",
				"DROP TABLE x;", "2_y.sql", "CREATE TABLE y (id INTEGER);", "2_y.down.sql",
				"DROP TABLE y;\nSELECT pg_catalog.set_config('search_path', '', false);"));
		migrator.migrate(null);
		migrator.rollback(RollbackRequest.steps(2));
		assertThat(this.database.query("SELECT version FROM schema_migrations")).isEmpty();
	}

}
