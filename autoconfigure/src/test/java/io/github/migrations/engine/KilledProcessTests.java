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
import java.sql.Connection;
import java.sql.Statement;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.migrations.test.TestPostgres;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is left of a migration whose process was killed, or asked to end.
 */
class KilledProcessTests {

	private static final String ENDLESS = "CREATE TABLE a (id INTEGER);\nINSERT INTO a VALUES (1);\n"
			+ "INSERT INTO a WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c;\n";

	private static final String STEPS = "-- migration: transaction=off\nCREATE TABLE a (id INTEGER);\n"
			+ "INSERT INTO a VALUES (1);\nUPDATE gate SET id = id + 1;\nINSERT INTO a VALUES (2);\n";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private File folder;

	private MigrateProcess start(TestPostgres.Database database, String script) throws Exception {
		return MigrateProcess.start(this.folder, database.url(), database.username(), database.password(), "1_x.sql",
				script);
	}

	@Test
	void postgresGoesOnAfterTheStatementsThatWereDoneAndNobodyWaitsForTheDeadProcess() throws Exception {
		try (TestDatabase.Postgres database = (TestDatabase.Postgres) TestDatabase.postgres();
				Connection gate = database.dataSource().getConnection();
				Statement statement = gate.createStatement()) {
			database.execute("CREATE TABLE gate (id INTEGER)", "INSERT INTO gate VALUES (0)");
			gate.setAutoCommit(false);
			statement.execute("UPDATE gate SET id = 100");
			try (MigrateProcess process = start(database.database(), STEPS)) {
				Awaitility.await()
					.until(() -> database
						.query("SELECT 1 FROM pg_stat_activity WHERE query LIKE 'UPDATE gate SET id = id%' "
								+ "AND wait_event_type = 'Lock' AND datname = current_database()")
						.size() == 1);
				process.kill();
			}
			Awaitility.await().until(() -> isUnlocked(database));
			gate.commit();
			migrate(database, STEPS);
			assertThat(database.query("SELECT id FROM a ORDER BY id")).containsExactly("1", "2");
			assertThat(database.query("SELECT id FROM gate")).containsExactly("101");
		}
	}

	/** The server may see a moment later than we do that the process has ended. */
	private static boolean isUnlocked(TestDatabase database) {
		return database
			.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' "
					+ "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")
			.isEmpty();
	}

	@Test
	void sqliteGoesOnAfterTheStatementsThatWereDone() throws Exception {
		TestDatabase.Sqlite database = (TestDatabase.Sqlite) TestDatabase.sqlite(this.folder);
		String endless = STEPS.replace("UPDATE gate SET id = id + 1", ENDLESS.lines().toList().get(2).replace(";", ""));
		try (MigrateProcess process = start(database, endless)) {
			Awaitility.await()
				.until(() -> database.file().exists()
						&& database.schema().stream().anyMatch((line) -> line.contains("|a|"))
						&& database.query("SELECT count(*) FROM a").contains("1"));
			process.kill();
		}
		migrate(database, STEPS.replace("UPDATE gate SET id = id + 1", "INSERT INTO a VALUES (7)"));
		assertThat(database.query("SELECT id FROM a ORDER BY id")).containsExactly("1", "2", "7");
	}

	@Test
	void nothingIsLeftOfATransactionOnSqlite() throws Exception {
		TestDatabase.Sqlite database = (TestDatabase.Sqlite) TestDatabase.sqlite(this.folder);
		try (MigrateProcess process = start(database, ENDLESS)) {
			Awaitility.await().until(() -> new File(this.folder, "test.db-journal").exists());
			process.kill();
		}
		assertThat(database.schema()).isEmpty();
		migrate(database, "CREATE TABLE a (id INTEGER);");
		assertThat(database.query("SELECT version FROM schema_migrations")).containsExactly("1");
	}

	@Test
	void aProcessThatIsAskedToEndRollsBackAndEndsOnPostgres() throws Exception {
		try (TestDatabase.Postgres database = (TestDatabase.Postgres) TestDatabase.postgres()) {
			String slow = "CREATE TABLE a (id INTEGER);\nSELECT pg_sleep(600);";
			try (MigrateProcess process = start(database.database(), slow)) {
				Awaitility.await()
					.until(() -> database
						.query("SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' "
								+ "AND datname = current_database()")
						.size() == 1);
				assertThat(process.terminate()).isNotZero();
				assertThat(process.output()).doesNotContain("migrated");
			}
			Awaitility.await().until(() -> isUnlocked(database));
			assertThat(database.schema()).isEmpty();
		}
	}

	@Test
	void aProcessThatIsAskedToEndRollsBackAndEndsOnSqlite() throws Exception {
		TestDatabase.Sqlite database = (TestDatabase.Sqlite) TestDatabase.sqlite(this.folder);
		try (MigrateProcess process = start(database, ENDLESS)) {
			Awaitility.await().until(() -> new File(this.folder, "test.db-journal").exists());
			assertThat(process.terminate()).isNotZero();
		}
		assertThat(new File(this.folder, "test.db-journal")).doesNotExist();
		assertThat(database.schema()).isEmpty();
	}

	private MigrateProcess start(TestDatabase.Sqlite database, String script) throws Exception {
		return MigrateProcess.start(this.folder, "jdbc:sqlite:" + database.file(), "", "", "1_x.sql", script);
	}

	private static void migrate(TestDatabase database, String script) {
		new Migrator("dataSource", database.dataSource(), database.dataSource(), TestScripts.of("1_x.sql", script),
				Settings.defaults(), MigrationListener.NONE)
			.migrate(null);
	}

}
