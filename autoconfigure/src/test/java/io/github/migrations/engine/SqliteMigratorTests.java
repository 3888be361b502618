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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The migrator on SQLite.
 */
class SqliteMigratorTests extends MigratorContract {

	private static final String FAMILY = """
			CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT);
			CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent (id) ON DELETE CASCADE);
			INSERT INTO parent VALUES (1, 'p');
			INSERT INTO child VALUES (10, 1), (11, 1);
			""";

	private static final String REBUILD = """
			CREATE TABLE parent_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
			INSERT INTO parent_new SELECT id, name FROM parent;
			DROP TABLE parent;
			ALTER TABLE parent_new RENAME TO parent;
			""";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	File folder;

	@Override
	TestDatabase open() {
		return TestDatabase.sqlite(this.folder);
	}

	@Override
	String brokenMessage() {
		return """
				Migration 002 (Broken) failed at db/migrations/002_broken.sql:5
				  no such table: missing (SQLITE_ERROR)
				  Statement 3 of 4: INSERT INTO
				Everything that this migration did was rolled back; nothing of it is left.""";
	}

	@Override
	int brokenLine() {
		return 5;
	}

	@Override
	String folder() {
		return "sqlite";
	}

	@Test
	void aTableRebuildKeepsTheRowsOfItsChildTables() {
		migrator(TestScripts.of("1_family.sql", FAMILY, "2_rebuild.sql", REBUILD)).migrate(null);
		assertThat(this.database.query("SELECT count(*) FROM child")).containsExactly("2");
	}

	@Test
	void refusesASavepointThatIsNeverReleased() {
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator(TestScripts.of("1_a.sql",
				"CREATE TABLE a (id INTEGER);\nSAVEPOINT one;\nRELEASE one;\nSAVEPOINT two;\nINSERT INTO a VALUES (1);"))
			.migrate(null))
			.withMessage("db/migrations/1_a.sql:4: this savepoint is never released, so that the database's own client "
					+ "would keep nothing of what comes after it. Add RELEASE, or remove this statement");
		assertThat(this.database.tables()).doesNotContain("a");
		migrator(TestScripts.of("1_a.sql",
				"CREATE TABLE a (id INTEGER);\nSAVEPOINT one;\nINSERT INTO a VALUES (1);\nROLLBACK TO one;\nRELEASE one;"))
			.migrate(null);
		assertThat(this.database.query("SELECT count(*) FROM a")).containsExactly("0");
	}

	@Test
	void theCommandsOfTheDriverAreNoSql() {
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator(TestScripts.of("1_a.sql", "backup to other.db")).migrate(null))
			.withMessageContaining("near \"backup\": syntax error (SQLITE_ERROR)");
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator(TestScripts.of("1_a.sql", "restore from other.db")).migrate(null))
			.withMessageContaining("near \"restore\": syntax error (SQLITE_ERROR)");
	}

	/**
	 * An expression of the driver took hours over this line.
	 */
	@Test
	@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void manyValuesInOneLineAreNoTrouble() {
		String values = IntStream.range(0, 100_000).mapToObj("(%d)"::formatted).collect(Collectors.joining(","));
		migrator(TestScripts.of("1_a.sql", "CREATE TABLE t (a INTEGER, b TEXT);\nINSERT INTO t VALUES (99999, 'x');",
				"2_b.sql", "WITH v (a) AS (VALUES " + values + ") UPDATE t SET b = 'y' WHERE a IN (SELECT a FROM v)"))
			.migrate(null);
		assertThat(this.database.query("SELECT b FROM t")).containsExactly("y");
	}

	@Test
	void foreignKeysAreEnforcedWhereTheFileAsksForIt() {
		migrator(TestScripts.of("1_family.sql", FAMILY, "2_delete.sql",
				"-- migration: foreign-keys=on\nDELETE FROM parent;", "3_family.sql",
				"INSERT INTO parent VALUES (2, 'q'); INSERT INTO child VALUES (20, 2);", "4_delete.sql",
				"PRAGMA foreign_keys=ON;\nDELETE FROM parent;"))
			.migrate(null);
		assertThat(this.database.query("SELECT count(*) FROM child")).containsExactly("0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "BEGIN;\n" })
	void theFirstFileLaysOutANewDatabase(String begin) {
		migrator(TestScripts.of("1_t.sql", "PRAGMA foreign_keys = OFF;\n" + begin + """
				PRAGMA page_size = 8192;
				PRAGMA encoding = 'UTF-16le';
				PRAGMA auto_vacuum = INCREMENTAL;
				CREATE TABLE t (name TEXT);
				INSERT INTO t VALUES ('é');
				""" + ((begin.isEmpty()) ? "" : "COMMIT;"), "2_u.sql",
				"PRAGMA page_size = 1024;\nPRAGMA encoding = 'UTF-8';\nINSERT INTO t VALUES ('ü');"))
			.migrate(null);
		assertThat(this.database.query("PRAGMA page_size")).containsExactly("8192");
		assertThat(this.database.query("PRAGMA encoding")).containsExactly("UTF-16le");
		assertThat(this.database.query("PRAGMA auto_vacuum")).containsExactly("2");
		assertThat(this.database.query("SELECT hex(CAST(name AS BLOB)) FROM t")).containsExactly("E900", "FC00");
	}

	@Test
	void aNewDatabaseIsLaidOutAsTheCorrectedFileSays() {
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator(
				TestScripts.of("1_t.sql", "PRAGMA page_size = 8192;\nCREATE TABLE t (id INTEGER);\nWRONG;"))
			.migrate(null));
		migrator(TestScripts.of("1_t.sql", "PRAGMA page_size = 16384;\nCREATE TABLE t (id INTEGER);")).migrate(null);
		assertThat(this.database.query("PRAGMA page_size")).containsExactly("16384");
	}

	@Test
	void theLayoutIsNoMatterBehindTheFirstStatement() {
		migrator(TestScripts.of("1_t.sql", "CREATE TABLE t (id INTEGER);\nPRAGMA page_size = 8192;")).migrate(null);
		assertThat(this.database.query("PRAGMA page_size")).containsExactly("4096");
	}

	private static final String OBSERVED = """
			CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, n NUMERIC UNIQUE ON CONFLICT REPLACE, at TEXT DEFAULT 'd');
			CREATE TABLE log (said TEXT);
			CREATE TRIGGER before_row BEFORE INSERT ON t BEGIN
			  INSERT INTO log VALUES ('before ' || NEW.n || ' ' || last_insert_rowid() || ' ' || (SELECT count(*) FROM t));
			  SELECT RAISE(IGNORE) WHERE NEW.n % 7 = 3;
			END;
			CREATE TRIGGER after_row AFTER INSERT ON t BEGIN
			  INSERT INTO log SELECT 'after ' || NEW.id || ' ' || max(n) || ' ' || typeof(NEW.n) FROM t;
			  DELETE FROM t WHERE n = NEW.n - 5 AND NEW.n % 11 = 0;
			END;
			""";

	/** Rows of which triggers and what follows tell how they were added. */
	private static List<String> observedRows() {
		List<String> statements = new ArrayList<>();
		for (int row = 0; row < 700; row++) {
			statements
				.add("INSERT INTO t (n) VALUES (" + ((row % 3 == 0) ? "'" + row % 90 + "'" : row % 90 + ".0") + ")");
			if (row % 150 == 149) {
				statements.add("INSERT INTO log SELECT changes() || ' ' || last_insert_rowid()");
			}
		}
		return statements;
	}

	@Test
	void manyRowsAreAddedAsOneByOne(@TempDir File other) {
		migrator(TestScripts.of("1_t.sql", OBSERVED + String.join(";\n", observedRows()))).migrate(null);
		TestDatabase oneByOne = TestDatabase.sqlite(other);
		oneByOne.execute(OBSERVED.split(";\n(?=CREATE|$)"));
		oneByOne.execute(("BEGIN;" + String.join(";", observedRows()) + ";COMMIT").split(";"));
		for (String query : List.of("SELECT * FROM t ORDER BY id", "SELECT said FROM log ORDER BY rowid",
				"SELECT * FROM sqlite_sequence")) {
			assertThat(this.database.query(query)).isNotEmpty().isEqualTo(oneByOne.query(query));
		}
	}

	@Test
	void theRowThatIsRefusedIsNamedAmongMany() {
		List<String> rows = new ArrayList<>(observedRows());
		rows.add(300, "INSERT INTO t (n, id) VALUES (1, 'no number')");
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator(TestScripts.of("1_t.sql",
					"CREATE TABLE t (id INTEGER PRIMARY KEY, n);\nCREATE TABLE log (said);\n"
							+ String.join(";\n", rows)))
				.migrate(null))
			.withMessageContaining("db/migrations/1_t.sql:303")
			.withMessageContaining("Statement 303 of 707: INSERT INTO t (n, id) VALUES (1, 'no number')");
		assertThat(this.database.query("SELECT count(*) FROM sqlite_schema WHERE name = 't'")).containsExactly("0");
	}

	@Test
	void theLastSwitchAtTheHeadOfAFileCounts() {
		migrator(TestScripts.of("1_family.sql", FAMILY, "2_rebuild.sql",
				"PRAGMA foreign_keys=ON;\nPRAGMA foreign_keys=OFF;\n" + REBUILD))
			.migrate(null);
		assertThat(this.database.query("SELECT count(*) FROM child")).containsExactly("2");
		assertThat(this.events.lines).noneMatch((line) -> line.startsWith("warning"));
	}

	@Test
	void aTableIsRebuiltWithoutItsChildrenLosingRowsWhereTheFileSwitchesForeignKeysOffBefore() {
		migrator(TestScripts.of("1_family.sql", FAMILY, "2_rebuild.sql",
				"PRAGMA foreign_keys=ON;\nUPDATE parent SET name = 'q';\nPRAGMA foreign_keys=OFF;\n" + REBUILD
						+ "PRAGMA foreign_keys=ON;\n"))
			.migrate(null);
		assertThat(this.database.query("SELECT count(*) FROM child")).containsExactly("2");
		assertThat(this.events.lines).contains(
				"warning db/migrations/2_rebuild.sql: line 3 (PRAGMA foreign_keys=OFF) has no effect, because the file "
						+ "runs in one transaction. Foreign keys are not enforced in it, but checked before its commit. "
						+ "Where statements need another setting, move them into a file of their own");
	}

	@Test
	void aSwitchBetweenStatementsIsSaidToHaveNoEffectBesideTheDirective() {
		migrator(TestScripts.of("1_family.sql", FAMILY, "2_delete.sql",
				"-- migration: foreign-keys=on\nSELECT 1;\nPRAGMA foreign_keys = ON;\nDELETE FROM parent;"))
			.migrate(null);
		assertThat(this.database.query("SELECT count(*) FROM child")).containsExactly("0");
		assertThat(this.events.lines).contains(
				"warning db/migrations/2_delete.sql: line 3 (PRAGMA foreign_keys = ON) has no effect, because the file "
						+ "runs in one transaction. Foreign keys are enforced in all of it, as its directive says. "
						+ "Where statements need another setting, move them into a file of their own");
	}

	@Test
	void refusesToLeaveRowsThatReferToNothing() {
		TestScripts scripts = TestScripts.of("1_family.sql", FAMILY, "2_delete.sql", "DELETE FROM parent;");
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator(scripts).migrate(null))
			.withMessage(
					"""
							Migration 2 (Delete) was refused before its commit: db/migrations/2_delete.sql
							  it would leave rows that refer to nothing: 2 rows of 'child' refer to rows of 'parent' that do not exist (before: 0)
							Everything that this migration did was rolled back; nothing of it is left.""");
		assertThat(this.database.query("SELECT count(*) FROM parent")).containsExactly("1");
	}

	@Test
	void rowsThatReferredToNothingBeforeAreNoObstacle() {
		this.database.execute("PRAGMA foreign_keys = OFF", "CREATE TABLE p (id INTEGER PRIMARY KEY)",
				"CREATE TABLE c (id INTEGER REFERENCES p (id))", "INSERT INTO c VALUES (7)");
		assertThat(migrator(TestScripts.of("1_x.sql", "CREATE TABLE x (id INTEGER)")).migrate(null).state())
			.isEqualTo(State.UP_TO_DATE);
	}

	@Test
	void whatSqliteItselfCannotCheckIsAWarning() {
		migrator(TestScripts.of("1_mismatch.sql", """
				CREATE TABLE p (id INTEGER);
				CREATE TABLE c (id INTEGER REFERENCES p (id));
				CREATE TABLE d (id INTEGER REFERENCES gone (id));
				INSERT INTO c VALUES (1);
				INSERT INTO d VALUES (1);
				""")).migrate(null);
		assertThat(this.events.lines).contains(
				"warning db/migrations/1_mismatch.sql: The foreign keys of table 'c' cannot be checked: the columns that "
						+ "they refer to are neither a primary key nor unique (SQLite: foreign key mismatch)",
				"warning db/migrations/1_mismatch.sql: Table 'd' refers to table 'gone', which does not exist");
	}

	@Test
	void readsTheTableOfTheGoProgram() {
		this.database.execute(
				"CREATE TABLE schema_migrations (version VARCHAR(255) PRIMARY KEY, description TEXT NOT NULL, "
						+ "applied_at TIMESTAMP NOT NULL)",
				"CREATE INDEX idx_schema_migrations_version ON schema_migrations (version)",
				"INSERT INTO schema_migrations VALUES ('001', 'First table', "
						+ "'2026-03-23 11:10:11.123456789 -0700 PDT m=+0.012')");
		Status status = migrator(oneAndTwo()).migrate(null);
		assertThat(status.applied().get(0).appliedAt()).hasToString("2026-03-23T18:10:11.123456789Z");
		assertThat(this.events.lines).containsExactly("started 002", "applied 002 The second one",
				"finished UP_TO_DATE 1");
	}

	@Test
	void saysThatItWaitsWhileAnotherProcessWrites() throws Exception {
		Migrator migrator = migrator(oneAndTwo());
		Thread thread = new Thread(() -> migrator.migrate(null));
		try (Connection other = this.database.dataSource().getConnection();
				Statement statement = other.createStatement()) {
			statement.execute("BEGIN EXCLUSIVE");
			thread.start();
			Awaitility.await().until(() -> migrator.known() != null && migrator.status().state() == State.WAITING);
			assertThat(migrator.status().waiting()).isNotNull()
				.satisfies((waiting) -> assertThat(waiting.holder()).hasToString("another process"));
			statement.execute("ROLLBACK");
		}
		thread.join();
		assertThat(migrator.status().state()).isEqualTo(State.UP_TO_DATE);
		assertThat(this.events.lines).containsOnlyOnce("waiting for another process");
	}

	@Test
	void theRecordIsTextInUtc() {
		migrator(oneAndTwo()).migrate(null);
		List<String> times = this.database.query("SELECT typeof(applied_at), applied_at FROM schema_migrations");
		assertThat(times).hasSize(2)
			.allMatch((time) -> time.matches("text\\|\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}"));
	}

}
