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
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import io.github.migrations.database.Trial;
import io.github.migrations.engine.DryRunReport.Outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link DryRunContract} on PostgreSQL, where one transaction is rolled back.
 */
class PostgresDryRunTests extends DryRunContract {

	private static final String ROWS = "SELECT c.oid::regclass::text, query_to_xml('SELECT * FROM ' || c.oid::regclass, "
			+ "true, true, '') FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' "
			+ "AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1";

	private static final String OBJECTS = "SELECT pg_get_constraintdef(oid) || convalidated FROM pg_constraint "
			+ "WHERE conrelid <> 0 UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' "
			+ "UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace "
			+ "UNION ALL SELECT typname || enumlabel FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid ORDER BY 1";

	private static final String FILES = "SELECT c.oid::regclass::text, relfilenode FROM pg_class c "
			+ "WHERE relnamespace = 'public'::regnamespace ORDER BY 1";

	@Override
	TestDatabase open() {
		return TestDatabase.postgres();
	}

	@Override
	List<String> everything() {
		List<String> everything = new ArrayList<>(this.database.schema());
		for (String query : List.of(ROWS, OBJECTS, FILES)) {
			everything.addAll(this.database.query(query));
		}
		return everything;
	}

	@Override
	String missing() {
		return "relation \"missing\" does not exist (SQLSTATE 42P01)";
	}

	@Override
	String endless() {
		return "SELECT pg_sleep(600)";
	}

	private static List<Trial.Lock> locks(DryRunReport report) {
		return statements(report).stream().flatMap((statement) -> statement.effects().locks().stream()).toList();
	}

	@Test
	void saysWhatIsLockedAndRewrittenAndLeftUnfinished() {
		DryRunReport report = dryRun(afterPeople("002_more.sql", """
				CREATE TABLE pets (id integer PRIMARY KEY, owner integer);
				ALTER TABLE pets ADD CONSTRAINT owned FOREIGN KEY (owner) REFERENCES people (id) NOT VALID;
				UPDATE people SET name = 'x' WHERE id = 1;
				ALTER TABLE people ALTER COLUMN name TYPE integer USING length(name);
				""", "003_index.sql", "CREATE INDEX CONCURRENTLY people_name ON people (name);\n"));
		assertThat(text(report)).isEqualTo(
				"""
						PostgreSQL Dry Run:

						  ✅ Version 002: More (Would be applied, 0 ms)

						      Line      Rows        Time  Statement
						         1         0 0 ms  CREATE TABLE pets (id integer PRIMARY KEY, owner integer)
						         2         0 0 ms  ALTER TABLE pets ADD CONSTRAINT owned FOREIGN KEY (owner) REFERENCES people (id) \
						NOT VALID
						                                  locks public.people (SHARE ROW EXCLUSIVE)
						                                  leaves constraint owned of public.pets is not validated
						         3         1 0 ms  UPDATE people SET name = 'x' WHERE id = 1
						         4         0 0 ms  ALTER TABLE people ALTER COLUMN name TYPE integer USING length(name)
						                                  locks public.people (ACCESS EXCLUSIVE)
						                                  rewrites public.people

						  ❔ Version 003: Index (Partly tried, 0 ms)

						      Line      Rows        Time  Statement
						         1         - - ms  CREATE INDEX CONCURRENTLY people_name ON people (name)
						                                  not tried: it cannot run in a transaction, so it could not be rolled back

						  Tables that were locked:

						    public.people (ACCESS EXCLUSIVE) 0 ms

						  1 would be applied, 0 would fail, 1 not tried or not completely. Everything has been rolled back.
						""");
	}

	@Test
	void aTableOfTheMigrationsOwnIsNoNews() {
		DryRunReport report = dryRun(afterPeople("002_pets.sql", "CREATE TABLE pets (id integer);\n"
				+ "ALTER TABLE pets ADD COLUMN name text;\nINSERT INTO pets VALUES (1, 'x');"));
		assertThat(locks(report)).isEmpty();
		assertThat(report.locked()).isEmpty();
	}

	@Test
	void whatIsNotSupportedFailsAndDoesNotCloseTheConnectionOfAPool() {
		TestScripts scripts = afterPeople("002_names.sql", "CREATE VIEW names AS SELECT name FROM people;",
				"003_length.sql", "ALTER TABLE people ALTER COLUMN name TYPE integer USING length(name);");
		HikariConfig config = new HikariConfig();
		config.setDataSource(this.database.dataSource());
		config.setMaximumPoolSize(1);
		List<String> before = everything();
		try (HikariDataSource pool = new HikariDataSource(config)) {
			DryRunReport report = new Migrator("dataSource", pool, pool, scripts, this.settings, this.events)
				.dryRun(DryRunRequest.DEFAULTS);
			assertThat(outcomes(report)).containsExactly(Outcome.APPLIES, Outcome.FAILS);
			assertThat(reasons(report).get(1))
				.startsWith("line 1: cannot alter type of a column used by a view or rule (SQLSTATE 0A000)");
		}
		assertThat(everything()).isEqualTo(before);
	}

	@Test
	void aTruncatedTableIsLockedButNotRewritten() {
		DryRunReport report = dryRun(afterPeople("002_x.sql", "TRUNCATE people;"));
		assertThat(locks(report)).containsExactly(new Trial.Lock("public.people", "ACCESS EXCLUSIVE"));
		assertThat(statements(report).get(0).effects().rewritten()).isEmpty();
	}

	@Test
	void saysForHowLongATableWasLocked() {
		DryRunReport report = dryRun(
				afterPeople("002_x.sql", "ALTER TABLE people ADD COLUMN email text;\nSELECT pg_sleep(0.3);"));
		assertThat(report.locked()).singleElement().satisfies((held) -> {
			assertThat(held.lock()).isEqualTo(new Trial.Lock("public.people", "ACCESS EXCLUSIVE"));
			assertThat(held.duration()).isBetween(Duration.ofMillis(300), Duration.ofSeconds(30));
		});
	}

	@Test
	void whatCannotRunInATransactionIsNotTried() {
		DryRunReport report = dryRun(afterPeople("002_vacuum.sql",
				"UPDATE people SET name = 'x';\nVACUUM people;\n" + "UPDATE people SET name = 'y';", "003_drop.sql",
				"DROP INDEX missing;"));
		assertThat(outcomes(report)).containsExactly(Outcome.PARTLY_TRIED, Outcome.UNCERTAIN);
		assertThat(report.migrations().get(0).statements()).extracting(DryRunReport.Statement::outcome)
			.containsExactly(Outcome.APPLIES, Outcome.NOT_TRIED, Outcome.APPLIES);
	}

	@Test
	void aBlockThatCommitsIsNotTried() {
		this.database
			.execute("CREATE PROCEDURE commits() LANGUAGE plpgsql AS $$ BEGIN DELETE FROM people; " + "COMMIT; END $$");
		DryRunReport report = dryRun(afterPeople("002_block.sql", """
				DO $$ BEGIN
				  DELETE FROM people;
				  COMMIT;
				END $$;
				""", "003_call.sql", "UPDATE people SET name = 'x';\nCALL commits();\n", "004_own.sql",
				"CREATE TABLE a (id integer);\nBEGIN;\nUPDATE people SET name = 'x';\nCALL commits();\nCOMMIT;\n"));
		assertThat(outcomes(report)).containsExactly(Outcome.PARTLY_TRIED, Outcome.PARTLY_TRIED, Outcome.UNCERTAIN);
		assertThat(report.migrations().get(0).statements().get(0).reason())
			.isEqualTo("it cannot run in a transaction, so it could not be rolled back");
	}

	@Test
	void aProcedureThatCommitsIsNotTried() {
		this.database
			.execute("CREATE PROCEDURE commits() LANGUAGE plpgsql AS $$ BEGIN DELETE FROM people; COMMIT; END $$");
		DryRunReport report = dryRun(afterPeople("002_call.sql", "UPDATE people SET name = 'x';\nCALL commits();\n"));
		assertThat(outcomes(report)).containsExactly(Outcome.PARTLY_TRIED);
		assertThat(report.migrations().get(0).statements().get(1).reason()).startsWith(
				"it cannot run in the transaction of a dry run: invalid transaction termination (SQLSTATE 2D000)");
	}

	@Test
	void everyWayToEndATransactionIsCaught() {
		for (String end : List.of("COMMIT", "commit work", "END TRANSACTION", "COMMIT AND CHAIN",
				"COMMIT /* now */ AND NO CHAIN", "/**/ end", "ABORT", "ROLLBACK WORK", "rollback and chain",
				"PREPARE TRANSACTION 'x'")) {
			dryRunFresh("BEGIN;\nUPDATE people SET name = 'changed';\n" + end + ";\nSELECT 1;\n");
			dryRunFresh("UPDATE people SET name = 'changed';\n" + end + ";\nDELETE FROM people;\n");
		}
		assertThat(this.database.query("SELECT gid FROM pg_prepared_xacts")).isEmpty();
	}

	private void dryRunFresh(String script) {
		if (this.database.schema().isEmpty()) {
			migrate("001_people.sql", PEOPLE);
		}
		List<String> before = everything();
		try {
			migrator(TestScripts.of("001_people.sql", PEOPLE, "002_x.sql", script)).dryRun(DryRunRequest.DEFAULTS);
		}
		catch (MigrationException ex) {
			assertThat(ex.getMessage()).contains("002_x.sql");
		}
		assertThat(everything()).isEqualTo(before);
		assertThat(this.database.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' "
				+ "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"))
			.isEmpty();
	}

	@Test
	void whatWorksOutsideTheDatabaseIsNotTried() {
		DryRunReport report = dryRun(afterPeople("002_out.sql", "COPY people TO PROGRAM 'cat > /dev/null';\n"
				+ "COPY people TO '/tmp/people.txt';\nCOPY people FROM PROGRAM 'echo 9';\n"));
		assertThat(statements(report)).extracting(DryRunReport.Statement::outcome).containsOnly(Outcome.NOT_TRIED);
		assertThat(statements(report).get(0).reason())
			.isEqualTo("it works outside the database, where nothing can be rolled back");
	}

	@Test
	void onlyWhatSequencesHaveGivenOutIsNotUndone() {
		this.database.execute("CREATE SEQUENCE counter");
		TestScripts scripts = TestScripts.of("1_x.sql",
				"SELECT nextval('counter');\nALTER SEQUENCE counter RESTART WITH 500;\n", "2_set.sql",
				"SELECT setval('counter', 700);");
		DryRunReport report = migrator(scripts).dryRun(DryRunRequest.DEFAULTS);
		assertThat(outcomes(report)).containsExactly(Outcome.APPLIES, Outcome.PARTLY_TRIED);
		assertThat(statements(report).get(2).reason()).isEqualTo("what setval() sets is not rolled back");
		assertThat(this.database.query("SELECT nextval('counter')")).containsExactly("2");
	}

	@Test
	void whatAScriptSetsIsPutBack() {
		DryRunReport report = dryRun(afterPeople("002_set.sql", """
				SET search_path = pg_catalog;
				SET statement_timeout = '1min';
				SET lock_timeout = '1min';
				SET TIME ZONE 'Asia/Tokyo';
				SET LOCAL work_mem = '1MB';
				CREATE TEMP TABLE scratch (id integer) ON COMMIT DROP;
				PREPARE p AS SELECT 1;
				LISTEN somebody;
				""", "003_next.sql",
				"UPDATE people SET name = 'x';\nSELECT 1 / (current_setting('statement_timeout') = '0')::int;\n"
						+ "SELECT 1 / (current_setting('lock_timeout') = '5s')::int;\nCREATE TEMP TABLE scratch (id integer) ON COMMIT DROP;\n"
						+ "PREPARE p AS SELECT 2;"));
		assertThat(reasons(report)).containsOnly("null");
		assertThat(outcomes(report)).containsExactly(Outcome.APPLIES, Outcome.APPLIES);
	}

	@Test
	void aConstraintThatIsCheckedAtTheCommitIsChecked() {
		DryRunReport report = dryRun(afterPeople("002_pets.sql", """
				CREATE TABLE pets (id integer, owner integer REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED);
				INSERT INTO pets VALUES (1, 99);
				CREATE TABLE other (id integer);
				"""));
		assertThat(outcomes(report)).containsExactly(Outcome.FAILS);
		assertThat(reasons(report).get(0)).contains("violates foreign key constraint \"pets_owner_fkey\"");
	}

	@Test
	void aConstraintThatIsDeferredStaysDeferredInTheNextMigration() {
		DryRunReport report = dryRun(afterPeople("002_pets.sql", """
				CREATE TABLE pets (id integer, owner integer REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED);
				INSERT INTO pets VALUES (1, 1);
				""", "003_rows.sql", """
				INSERT INTO pets VALUES (2, 7);
				INSERT INTO people VALUES (7, 'Barbara');
				""", "004_alter.sql", "ALTER TABLE pets ADD COLUMN name text;"));
		assertThat(outcomes(report)).containsExactly(Outcome.APPLIES, Outcome.APPLIES, Outcome.APPLIES);
	}

	@Test
	void aValueThatIsNewInAnEnumCannotBeUsedAndIsNoFailure() {
		migrate("001_mood.sql", "CREATE TYPE mood AS ENUM ('ok');\nCREATE TABLE people (m mood);");
		DryRunReport report = dryRun(TestScripts.of("001_mood.sql",
				"CREATE TYPE mood AS ENUM ('ok');\nCREATE TABLE people (m mood);", "002_sad.sql",
				"ALTER TYPE mood ADD VALUE 'sad';", "003_use.sql", "INSERT INTO people VALUES ('sad');"));
		assertThat(outcomes(report)).containsExactly(Outcome.APPLIES, Outcome.PARTLY_TRIED);
		assertThat(report.fails()).isFalse();
	}

	@Test
	void aLockOfSomebodyElseIsWaitedForOnlyForTheLockTimeout() throws Exception {
		TestScripts scripts = afterPeople("002_alter.sql",
				"-- migration: lock-timeout=200ms\nALTER TABLE people ADD COLUMN email text;");
		try (Connection reader = this.database.dataSource().getConnection();
				Statement statement = reader.createStatement()) {
			reader.setAutoCommit(false);
			statement.executeQuery("SELECT * FROM people").close();
			DryRunReport report = dryRun(scripts);
			assertThat(outcomes(report)).containsExactly(Outcome.NOT_TRIED);
			assertThat(reasons(report)).containsExactly("somebody else held a lock for longer than lock-timeout, after "
					+ "which a real run tries again: line 2: canceling statement due to lock timeout (SQLSTATE 55P03)");
			reader.rollback();
		}
	}

	@Test
	void waitsForSomebodyWhoMigratesOnlySoLong() throws Exception {
		TestScripts scripts = afterPeople("002_x.sql", "CREATE TABLE x (id integer);");
		TestScripts slow = TestScripts.of("001_people.sql", PEOPLE, "002_x.sql", "SELECT pg_sleep(600);");
		Thread thread = new Thread(() -> {
			try {
				migrator(slow).migrate(null);
			}
			catch (MigrationException ex) {
				// it is cancelled
			}
		});
		thread.start();
		String running = "SELECT pid FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(600)' "
				+ "AND datname = current_database()";
		while (this.database.query(running).isEmpty()) {
			Thread.onSpinWait();
		}
		try {
			assertThatExceptionOfType(AlreadyRunningException.class)
				.isThrownBy(
						() -> migrator(scripts).dryRun(DryRunRequest.DEFAULTS.withMaxDuration(Duration.ofSeconds(1))))
				.satisfies((ex) -> assertThat(ex.getMessage())
					.matches("(?s)Database 'dataSource' is being migrated by .*\n  The dry run has waited for 1s\\."));
			assertThatExceptionOfType(AlreadyRunningException.class)
				.isThrownBy(() -> migrator(scripts).withoutWaiting().migrate(null))
				.satisfies((ex) -> assertThat(ex.getMessage())
					.matches("Database 'dataSource' is being migrated by .*; waited for it since \\S+Z\\."));
		}
		finally {
			this.database.query("SELECT pg_terminate_backend(pid) FROM (" + running + ") p");
			thread.join();
		}
	}

	@Test
	void whoMayNotCreateTheTrackingTablesIsTold() throws Exception {
		String role = "reader_" + UUID.randomUUID().toString().replace('-', '_');
		this.database.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC", "CREATE ROLE " + role);
		try (Connection connection = this.database.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("SET ROLE " + role);
			DataSource single = new SingleConnectionDataSource(connection, true);
			Migrator migrator = new Migrator("dataSource", single, single, TestScripts.of("1_x.sql", "SELECT 1;"),
					this.settings, this.events);
			assertThatExceptionOfType(MigrationException.class)
				.isThrownBy(() -> migrator.dryRun(DryRunRequest.DEFAULTS))
				.withMessage(
						"Database 'dataSource' cannot be migrated, because it cannot be written: permission denied "
								+ "for schema public (SQLSTATE 42501)\n  Pending: 1");
		}
		finally {
			this.database.execute("DROP ROLE " + role);
		}
	}

}
