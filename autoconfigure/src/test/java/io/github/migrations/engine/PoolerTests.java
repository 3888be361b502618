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

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A pooler between the application and PostgreSQL may give the lock to one session of the
 * server and the migration to another.
 */
class PoolerTests {

	private static final String TABLE = "CREATE TABLE t (id INTEGER);";

	@SuppressWarnings("NullAway.Init")
	private TestDatabase database;

	@BeforeEach
	void open() {
		this.database = TestDatabase.postgres();
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	private Migrator migrator(DataSource dataSource, String... namesAndTexts) {
		return new Migrator("dataSource", dataSource, dataSource, TestScripts.of(namesAndTexts), Settings.defaults(),
				new Events());
	}

	private boolean exists(String name) {
		return this.database.query("SELECT to_regclass('%s') IS NOT NULL".formatted(name)).contains("t");
	}

	@Test
	void nothingIsRunInATransactionOfAnotherSession() {
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator(Pooler.transaction(this.database.dataSource()), "1_t.sql", TABLE).migrate(null))
			.withMessageStartingWith(
					"Database 'dataSource': The migration lock is not held by this connection any more")
			.withMessageContaining("spring.migrations.url");
		assertThat(exists("t")).isFalse();
		assertThat(exists("schema_migrations")).isFalse();
	}

	@Test
	void oneSessionForAllIsAsGoodAsNoPooler() {
		migrator(Pooler.session(this.database.dataSource()), "1_t.sql", TABLE).migrate(null);
		assertThat(exists("t")).isTrue();
	}

	@Test
	void whatCannotRunInATransactionIsRefusedAndGoesOnWithoutThePooler() {
		String[] files = { "1_t.sql", TABLE, "2_index.sql",
				"ALTER TABLE t ADD COLUMN v INTEGER;\nCREATE INDEX CONCURRENTLY t_v ON t (v);" };
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator(Pooler.session(this.database.dataSource()), files).migrate(null))
			.withMessage(
					"""
							Migration 2 (Index) cannot go on: db/migrations/2_index.sql:2
							  Statement 2: CREATE INDEX CONCURRENTLY t_v ON t (v)
							  It cannot run in a transaction, and the connection goes through a pooler, which may run it in another \
							session of the server than the one that holds the migration lock.
							It runs statement by statement. The first 1 of 2 statements are done and stay so.""")
			.satisfies((ex) -> assertThat(ex.getAction()).isEqualTo(
					"Give migrations a connection that goes straight to the database (spring.migrations.url), and "
							+ "start again; it goes on at statement 2."))
			.satisfies((ex) -> assertThat(ex.getFailure().line()).isEqualTo(2));
		assertThat(exists("t_v")).isFalse();
		assertThat(migrator(this.database.dataSource(), files).migrate(null).version()).isEqualTo("2");
		assertThat(exists("t_v")).isTrue();
	}

}
