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
import java.sql.Statement;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Files on PostgreSQL that cannot run in one transaction.
 */
class PostgresStepwiseTests {

	private static final String TABLE = "CREATE TABLE t (id INTEGER, v INTEGER);\nINSERT INTO t VALUES (1, 1), (2, 1);\n";

	private static final String INVALID = "SELECT count(*) FROM pg_index WHERE NOT indisvalid";

	private final Events events = new Events();

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

	private Status migrate(String... namesAndTexts) {
		return new Migrator("dataSource", this.database.dataSource(), this.database.dataSource(),
				TestScripts.of(namesAndTexts), Settings.defaults(), this.events)
			.migrate(null);
	}

	@Test
	void buildsAnIndexConcurrentlyBesideOtherStatements() {
		migrate("1_t.sql", TABLE, "2_index.sql",
				"ALTER TABLE t ADD COLUMN w INTEGER;\nCREATE INDEX CONCURRENTLY t_v ON t (v);\nUPDATE t SET w = 3;");
		assertThat(this.database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 't_v'::regclass"))
			.containsExactly("t");
		assertThat(this.database.query("SELECT sum(w) FROM t")).containsExactly("6");
		assertThat(this.database.query("SELECT statements_done FROM schema_migrations_details WHERE version = '2' "
				+ "AND statements_done IS NULL"))
			.hasSize(1);
	}

	@Test
	void runsWhatCannotRunInATransactionAloneOrAtTheEnd() {
		Status status = migrate("1_t.sql", TABLE, "2_vacuum.sql", "VACUUM t", "3_system.sql",
				"ALTER SYSTEM SET log_min_duration_statement = -1; ALTER SYSTEM RESET log_min_duration_statement",
				"4_unique.sql", "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS t_id ON t (id);", "5_drop.sql",
				"DROP INDEX CONCURRENTLY t_id;", "6_do.sql",
				"DO $$ BEGIN INSERT INTO t VALUES (9, 9); COMMIT; INSERT INTO t VALUES (10, 10); END $$;",
				"7_reindex.sql", "REINDEX TABLE CONCURRENTLY t;");
		assertThat(status.version()).isEqualTo("7");
		assertThat(this.database.query("SELECT count(*) FROM t WHERE id >= 9")).containsExactly("2");
	}

	@Test
	void fallsBackWhereOnlyTheServerKnowsThatAStatementMayNotRunInATransaction() {
		migrate("1_procedure.sql", """
				CREATE TABLE c (c INTEGER);
				CREATE PROCEDURE p() LANGUAGE plpgsql AS $$
				DECLARE quoted TEXT;
				BEGIN
				  quoted := E'a\\'b'; COMMIT; quoted := 'c';
				END $$;
				""", "2_call.sql", "INSERT INTO c VALUES (1); CALL p();");
		assertThat(this.database.query("SELECT c FROM c")).containsExactly("1");
		assertThat(this.events.lines).anyMatch(
				(line) -> line.startsWith("warning db/migrations/2_call.sql: statement 2 may not run in a transaction "
						+ "(invalid transaction termination (SQLSTATE 2D000)"));
	}

	@Test
	void aProcedureThatCommitsIsCalledOutsideAnyTransactionWithoutDrawingASequenceTwice() {
		migrate("1_procedure.sql", """
				CREATE TABLE c (id serial PRIMARY KEY, v TEXT);
				CREATE PROCEDURE inner_one() LANGUAGE plpgsql AS $$
				BEGIN
				  INSERT INTO c (v) VALUES ('inner');
				  COMMIT;
				  INSERT INTO c (v) VALUES ('committed');
				END $$;
				CREATE PROCEDURE "Outer"() LANGUAGE plpgsql AS $$ BEGIN CALL inner_one(); END $$;
				""", "2_call.sql", "INSERT INTO c (v) VALUES ('first');\nCALL public.\"Outer\"();", "3_do.sql",
				"INSERT INTO c (v) VALUES ('do'); DO $$ BEGIN CALL inner_one(); END $$;");
		assertThat(this.database.query("SELECT id, v FROM c ORDER BY id")).containsExactly("1|first", "2|inner",
				"3|committed", "4|do", "5|inner", "6|committed");
		assertThat(this.events.lines).contains(
				"warning db/migrations/2_call.sql: it calls a procedure that commits, so it runs statement by statement",
				"warning db/migrations/3_do.sql: it calls a procedure that commits, so it runs statement by statement");
	}

	@Test
	void aProcedureThatTheSameFileCreatesMayCommit() {
		migrate("1_all.sql", """
				CREATE TABLE c (id serial PRIMARY KEY, v INTEGER);
				CREATE OR REPLACE PROCEDURE public.Fill(n INTEGER) LANGUAGE plpgsql AS $$
				BEGIN
				  FOR i IN 1..n LOOP
				    INSERT INTO c (v) VALUES (i);
				    COMMIT;
				  END LOOP;
				END $$;
				INSERT INTO c (v) VALUES (0);
				CALL fill(2);
				DROP PROCEDURE fill(INTEGER);
				""");
		assertThat(this.database.query("SELECT id, v FROM c ORDER BY id")).containsExactly("1|0", "2|1", "3|2");
		assertThat(this.events.lines).noneMatch((line) -> line.startsWith("warning"));
	}

	@Test
	void aProcedureThatDoesNotCommitIsCalledInTheTransactionOfItsFile() {
		migrate("1_t.sql", TABLE + "CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN "
				+ "-- COMMIT;\n INSERT INTO t VALUES (3, 3); END $$;");
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrate("1_t.sql",
					TABLE + "CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN "
							+ "-- COMMIT;\n INSERT INTO t VALUES (3, 3); END $$;",
					"2_call.sql", "CALL p(); WRONG;"))
			.withMessageContaining("Everything that this migration did was rolled back");
		assertThat(this.database.query("SELECT count(*) FROM t")).containsExactly("2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "BEGIN ISOLATION LEVEL SERIALIZABLE;", "START TRANSACTION ISOLATION LEVEL SERIALIZABLE;",
			"BEGIN; SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;",
			"BEGIN;\nSET LOCAL transaction_isolation = 'serializable';" })
	void aTransactionHasTheOptionsThatTheFileGivesIt(String begin) {
		migrate("1_t.sql",
				begin + "CREATE TABLE seen AS SELECT current_setting('transaction_isolation') AS level; COMMIT;");
		assertThat(this.database.query("SELECT level FROM seen")).containsExactly("serializable");
		assertThat(this.events.lines).noneMatch((line) -> line.startsWith("warning"));
		assertThatExceptionOfType(MigrationException.class).isThrownBy(
				() -> migrate("1_t.sql", "", "2_u.sql", begin + "INSERT INTO seen VALUES ('x'); WRONG; COMMIT;"));
		assertThat(this.database.query("SELECT level FROM seen")).containsExactly("serializable");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;", "SET TRANSACTION READ WRITE;" })
	void optionsOutsideATransactionHaveNoEffect(String set) {
		migrate("1_t.sql", set + TABLE + set, "2_u.sql", set + "VACUUM;" + set);
		assertThat(this.database.query("SELECT count(*) FROM t")).containsExactly("2");
		assertThat(this.events.lines).noneMatch((line) -> line.startsWith("warning"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					BEGIN READ ONLY; SELECT 1; COMMIT                  | 1 | BEGIN READ ONLY: in a transaction that may only read it cannot be recorded how far the file has come. Remove READ ONLY
					BEGIN;\\nSET TRANSACTION READ ONLY; SELECT 1; COMMIT | 2 | SET TRANSACTION READ ONLY: in a transaction that may only read it cannot be recorded how far the file has come. Remove READ ONLY
					BEGIN;\\n\\nCOMMIT AND CHAIN; SELECT 1; COMMIT      | 3 | COMMIT AND CHAIN: AND CHAIN is not supported. Begin the next transaction with a statement of its own: BEGIN
					BEGIN; ROLLBACK WORK AND CHAIN; COMMIT             | 1 | ROLLBACK WORK AND CHAIN: AND CHAIN is not supported. Begin the next transaction with a statement of its own: BEGIN
					""")
	void refusesWhatCannotBeRecorded(String text, int line, String message) {
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrate("1_t.sql", text.replace("\\n", "\n")))
			.withMessageContaining("db/migrations/1_t.sql:" + line + ": " + message);
		migrate("1_t.sql", "BEGIN; COMMIT AND NO CHAIN");
	}

	@Test
	void commitsANewEnumValueBeforeItIsUsedWithoutDrawingASequenceTwice() {
		migrate("1_type.sql", "CREATE TYPE e AS ENUM ('a'); CREATE TABLE t (id serial PRIMARY KEY, e e);",
				"2_value.sql", """
						INSERT INTO t (e) VALUES ('a');
						ALTER TYPE e ADD VALUE IF NOT EXISTS 'b' AFTER 'a';
						INSERT INTO t (e) VALUES ('b');
						""");
		assertThat(this.database.query("SELECT id, e FROM t ORDER BY id")).containsExactly("1|a", "2|b");
	}

	@Test
	void aFileThatReleasesTheLockIsSaidSo() {
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrate("1_x.sql", "SELECT pg_advisory_unlock_all();", "2_y.sql", "SELECT 1;"))
			.withMessageContaining("after a file that releases all locks (DISCARD ALL, pg_advisory_unlock_all())");
		assertThat(this.database.query("SELECT version FROM schema_migrations")).containsExactly("1");
	}

	@Test
	void keepsWhatIsDoneAndGoesOnWithTheCorrectedStatement() {
		String head = "-- migration: transaction=off\nCREATE TABLE a (id INTEGER);\nINSERT INTO a VALUES (1);\n";
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrate("1_steps.sql", head + "INSERT INTO wrong VALUES (2);"))
			.withMessage(
					"""
							Migration 1 (Steps) failed at db/migrations/1_steps.sql:4
							  relation "wrong" does not exist (SQLSTATE 42P01)
							  Statement 3 of 3: INSERT INTO wrong VALUES (2)
							It runs statement by statement, because the directive transaction=off says so. The first 2 statements are done and stay so.""")
			.satisfies((ex) -> assertThat(ex.getAction()).isEqualTo(
					"Correct db/migrations/1_steps.sql from statement 3 on and start again; it continues there."));
		assertThat(this.database.query("SELECT count(*) FROM schema_migrations")).containsExactly("0");
		migrate("1_steps.sql", head + "INSERT INTO a VALUES (2);");
		assertThat(this.database.query("SELECT id FROM a ORDER BY id")).containsExactly("1", "2");
	}

	@Test
	void refusesToGoOnWhereADoneStatementHasChanged() {
		String head = "-- migration: transaction=off\nCREATE TABLE a (id INTEGER);\n";
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrate("1_steps.sql", head + "INSERT INTO a VALUES (1);\nWRONG"));
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrate("1_steps.sql", head + "INSERT INTO a VALUES (7);\nSELECT 1"))
			.withMessage("""
					Migration 1 (Steps) was interrupted, and cannot go on: db/migrations/1_steps.sql:3
					  Statement 2 was done before the interruption, and its text is another one now.""")
			.satisfies((ex) -> assertThat(ex.getAction())
				.isEqualTo("Restore the text of the statements that are done and "
						+ "start again; it continues after them. Or do the rest of it by hand and record it as applied "
						+ "(migrations:repair --applied=1); or take back by hand what it has done and clear the record "
						+ "(migrations:repair), so that it begins at statement 1."));
		assertThat(this.database.query("SELECT id FROM a")).containsExactly("1");
	}

	@Test
	void removesTheInvalidIndexOfABuildThatFailed() {
		String script = "CREATE UNIQUE INDEX CONCURRENTLY t_v ON t (v);";
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrate("1_t.sql", TABLE, "2_i.sql", script))
			.withMessageContaining("could not create unique index");
		assertThat(this.database.query(INVALID)).containsExactly("0");
		this.database.execute("UPDATE t SET v = id");
		migrate("1_t.sql", TABLE, "2_i.sql", script);
		assertThat(
				this.database.query("SELECT count(*) FROM pg_index WHERE indexrelid = 't_v'::regclass AND indisvalid"))
			.containsExactly("1");
	}

	@Test
	void leavesAnInvalidIndexThatWasThereBeforeAlone() {
		migrate("1_t.sql", TABLE);
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.database.execute("CREATE UNIQUE INDEX CONCURRENTLY other ON t (v)"));
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrate("1_t.sql", TABLE, "2_i.sql", "CREATE UNIQUE INDEX CONCURRENTLY ON t (v);"));
		assertThat(this.database.query("SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid"))
			.containsExactly("other");
	}

	@Test
	void aKilledIndexBuildIsDroppedAndBuiltAgain() throws Exception {
		assertInterruptedBuildIsRepeated("CREATE INDEX CONCURRENTLY t_v ON t (v)");
	}

	@Test
	void aKilledBuildOfAnIndexWithoutNameIsDroppedAndBuiltAgain() throws Exception {
		assertInterruptedBuildIsRepeated("CREATE INDEX CONCURRENTLY ON public.t (v)");
	}

	@Test
	void aKilledBuildIsDroppedAlsoWhereTheStatementSaysIfNotExists() throws Exception {
		assertInterruptedBuildIsRepeated("CREATE INDEX CONCURRENTLY IF NOT EXISTS \"Odd name\" ON t (v)");
	}

	private void assertInterruptedBuildIsRepeated(String create) throws Exception {
		migrate("1_t.sql", TABLE);
		String script = "INSERT INTO t VALUES (3, 3);\n" + create + ";\nINSERT INTO t VALUES (4, 4);";
		try (Connection reader = this.database.dataSource().getConnection()) {
			holdSnapshot(reader);
			Thread killer = new Thread(this::killTheBuild);
			killer.start();
			assertThatExceptionOfType(MigrationException.class)
				.isThrownBy(() -> migrate("1_t.sql", TABLE, "2_i.sql", script));
			killer.join();
		}
		assertThat(this.database.query(INVALID)).containsExactly("1");
		migrate("1_t.sql", TABLE, "2_i.sql", script);
		assertThat(this.database.query(INVALID)).containsExactly("0");
		assertThat(this.database.query("SELECT count(*) FROM pg_index WHERE indrelid = 't'::regclass"))
			.containsExactly("1");
		assertThat(this.database.query("SELECT id FROM t ORDER BY id")).containsExactly("1", "2", "3", "4");
	}

	/** A concurrent build waits for every transaction that began before it. */
	private static void holdSnapshot(Connection reader) throws SQLException {
		reader.setAutoCommit(false);
		reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
		try (Statement statement = reader.createStatement()) {
			statement.execute("LOCK TABLE t IN ROW EXCLUSIVE MODE");
			statement.execute("SELECT txid_current()");
		}
	}

	private void killTheBuild() {
		String build = "FROM pg_stat_activity WHERE query ILIKE 'CREATE INDEX CONCURRENTLY%' AND datname = "
				+ "current_database() AND wait_event_type = 'Lock'";
		Awaitility.await().until(() -> this.database.query("SELECT pg_terminate_backend(pid) " + build).size() == 1);
	}

	@Test
	void runsSeveralTransactionsOfTheFileAsItSays() {
		String script = """
				BEGIN;
				CREATE TABLE a (id INTEGER);
				INSERT INTO a VALUES (1);
				COMMIT;
				INSERT INTO a VALUES (2);
				START TRANSACTION;
				INSERT INTO a VALUES (3);
				ROLLBACK;
				BEGIN;
				INSERT INTO a VALUES (4);
				""";
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrate("1_pairs.sql", script + "INSERT INTO wrong VALUES (5);\nCOMMIT;"))
			.withMessageContaining("The first 8 statements are done and stay so.");
		assertThat(this.database.query("SELECT id FROM a ORDER BY id")).containsExactly("1", "2");
		migrate("1_pairs.sql", script + "INSERT INTO a VALUES (5);\nCOMMIT;");
		assertThat(this.database.query("SELECT id FROM a ORDER BY id")).containsExactly("1", "2", "4", "5");
	}

	@Test
	void refusesATransactionThatIsNeverCommitted() {
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrate("1_open.sql", "SELECT 1;\nBEGIN;\nCREATE TABLE a (id INTEGER);"))
			.withMessage(
					"db/migrations/1_open.sql:2: the transaction that begins here is never committed, so nothing of it "
							+ "would be kept. Add COMMIT, or remove this statement");
	}

	@Test
	void refusesWhatCannotRunInTheTransactionInWhichItStands() {
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrate("1_a.sql", "CREATE TABLE a (id INTEGER);", "2_i.sql",
					"SELECT 1;\nBEGIN;\nCREATE INDEX CONCURRENTLY i ON a (id);\nCOMMIT;"))
			.withMessage(
					"db/migrations/2_i.sql:3: CREATE INDEX CONCURRENTLY cannot run in a transaction, but stands in "
							+ "the one that begins on line 2. Put it behind its COMMIT");
		assertThat(this.database.schema()).isEmpty();
		migrate("1_a.sql", "CREATE TABLE a (id INTEGER);", "2_i.sql",
				"BEGIN;\nSELECT 1;\nCOMMIT;\nCREATE INDEX CONCURRENTLY i ON a (id);");
		assertThat(this.database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass"))
			.containsExactly("t");
	}

	@Test
	void repeatsWhatOnlyTheSessionKnewBeforeItGoesOn() {
		String head = "-- migration: transaction=off\nCREATE SCHEMA elsewhere;\nSET search_path = elsewhere;\n"
				+ "CREATE TABLE a (id INTEGER);\n";
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrate("1_s.sql", head + "WRONG;"));
		migrate("1_s.sql", head + "INSERT INTO a VALUES (1);");
		assertThat(this.database.query("SELECT id FROM elsewhere.a")).containsExactly("1");
	}

	@Test
	void recordsUnderItsOwnRoleWhateverRoleTheFileTakes() {
		this.database.execute("CREATE ROLE stepwise_role", "GRANT CREATE ON SCHEMA public TO stepwise_role");
		try {
			migrate("1_role.sql",
					"-- migration: transaction=off\nSET ROLE stepwise_role;\nCREATE TABLE a (id INTEGER);\nSELECT 1;");
			assertThat(this.database.query("SELECT tableowner FROM pg_tables WHERE tablename = 'a'"))
				.containsExactly("stepwise_role");
		}
		finally {
			this.database.execute("DROP OWNED BY stepwise_role", "DROP ROLE stepwise_role");
		}
	}

	@Test
	void namesTheStatementWhereNobodyCanTellWhetherItTookEffect() {
		String script = "-- migration: transaction=off\nCREATE TABLE a (id INTEGER);\nCALL p();\n";
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrate("1_c.sql", script));
		this.database.execute("UPDATE schema_migrations_details SET statement_started = E'CALL p()\\n'");
		List<String> before = this.database.schema();
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrate("1_c.sql", script))
			.withMessage("""
					Migration 1 (C) was interrupted, and cannot go on: db/migrations/1_c.sql:3
					  Statement 2: CALL p()
					  It was started and not recorded as done: the database cannot tell whether it took effect.""")
			.satisfies((ex) -> assertThat(ex.getAction())
				.isEqualTo("Look whether it took effect. Then do the rest of it by hand and record it as applied "
						+ "(migrations:repair --applied=1); or take back by hand what it has done and clear the record "
						+ "(migrations:repair), so that it begins at statement 1."));
		assertThat(this.database.schema()).isEqualTo(before);
	}

}
