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

package io.github.migrations.database.rules;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the rules for SQLite say happens, in a real SQLite.
 */
class SqliteEffectsTests {

	@SuppressWarnings("NullAway.Init")
	private Connection connection;

	@BeforeEach
	void open() throws SQLException {
		this.connection = DriverManager.getConnection("jdbc:sqlite::memory:");
		execute("CREATE TABLE t (id INTEGER PRIMARY KEY, code TEXT)", "INSERT INTO t VALUES (1, '007')");
	}

	@AfterEach
	void close() throws SQLException {
		this.connection.close();
	}

	@Test
	void aRebuildLosesIndexesAndTriggers() throws SQLException {
		execute("CREATE INDEX i ON t (code)", "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END");
		rebuild("id INTEGER PRIMARY KEY, code TEXT");
		assertThat(query("SELECT name FROM sqlite_schema ORDER BY 1")).containsExactly("t");
	}

	@Test
	void aRebuildFailsWhereAViewReadsTheTable() throws SQLException {
		execute("CREATE VIEW v AS SELECT code FROM t");
		refused(() -> rebuild("id INTEGER PRIMARY KEY, code TEXT"), "error in view v: no such table: main.t");
	}

	@Test
	void aRebuildFailsWhereATriggerOfAnotherTableWritesToTheTable() throws SQLException {
		execute("CREATE TABLE o (a)", "CREATE TRIGGER g AFTER INSERT ON o BEGIN UPDATE t SET code = 1; END");
		refused(() -> rebuild("id INTEGER PRIMARY KEY, code TEXT"), "error in trigger g: no such table: main.t");
	}

	@Test
	void withTheOldAlterTableARebuildKeepsItsViews() throws SQLException {
		execute("CREATE VIEW v AS SELECT code FROM t", "PRAGMA legacy_alter_table = ON");
		rebuild("id INTEGER PRIMARY KEY, code TEXT");
		assertThat(query("SELECT * FROM v")).containsExactly("007");
	}

	@Test
	void anotherAffinityChangesValues() throws SQLException {
		rebuild("id INTEGER PRIMARY KEY, code INTEGER");
		assertThat(query("SELECT code FROM t")).containsExactly("7");
	}

	@Test
	void aRebuildInAnotherOrderMixesColumns() throws SQLException {
		execute("CREATE TABLE n (code TEXT, id INTEGER)", "INSERT INTO n SELECT * FROM t");
		assertThat(query("SELECT code FROM n")).containsExactly("1");
	}

	@Test
	void aQueryCopiesNoConstraints() throws SQLException {
		execute("CREATE TABLE n AS SELECT * FROM t", "INSERT INTO n VALUES (1, 'again')",
				"INSERT INTO n (code) VALUES (2)");
		assertThat(query("SELECT id FROM n")).containsExactly("1", "1", "null");
	}

	@Test
	void onlyIntegerPrimaryKeyNumbersRows() throws SQLException {
		rebuild("id INT PRIMARY KEY, code TEXT");
		execute("INSERT INTO t (code) VALUES ('b')");
		assertThat(query("SELECT id FROM t ORDER BY rowid")).containsExactly("1", "null");
	}

	@Test
	void orIgnorePassesOverRows() throws SQLException {
		execute("INSERT INTO t VALUES (2, '007')", "CREATE TABLE n (id INTEGER PRIMARY KEY, code TEXT UNIQUE)",
				"INSERT OR IGNORE INTO n SELECT * FROM t");
		assertThat(query("SELECT id FROM n")).containsExactly("1");
	}

	@Test
	void aDroppedTableLeavesReferencesThatFail() throws SQLException {
		execute("CREATE TABLE c (t INTEGER REFERENCES t (id))", "DROP TABLE t", "PRAGMA foreign_keys = ON");
		refused(() -> execute("INSERT INTO c VALUES (1)"), "no such table: main.t");
	}

	@Test
	void aDroppedTableEmptiesOthersWhileForeignKeysAreEnforced() throws SQLException {
		execute("CREATE TABLE c (t INTEGER REFERENCES t (id) ON DELETE CASCADE)", "INSERT INTO c VALUES (1)",
				"PRAGMA foreign_keys = ON", "DROP TABLE t");
		assertThat(query("SELECT * FROM c")).isEmpty();
	}

	@Test
	void aReferenceFollowsATableThatIsRenamedFirst() throws SQLException {
		execute("CREATE TABLE c (t INTEGER REFERENCES t (id))", "ALTER TABLE t RENAME TO o",
				"CREATE TABLE t (id INTEGER PRIMARY KEY, code TEXT)", "INSERT INTO t SELECT * FROM o", "DROP TABLE o",
				"PRAGMA foreign_keys = ON");
		refused(() -> execute("INSERT INTO c VALUES (1)"), "no such table: main.o");
	}

	@Test
	void withTheOldAlterTableAViewKeepsTheOldName() throws SQLException {
		execute("CREATE VIEW v AS SELECT code FROM t", "PRAGMA legacy_alter_table = ON", "ALTER TABLE t RENAME TO n");
		refused(() -> query("SELECT * FROM v"), "no such table: main.t");
	}

	@Test
	void aTextInDoubleQuotesBecomesAColumn() throws SQLException {
		execute("UPDATE t SET code = \"label\"");
		assertThat(query("SELECT code FROM t")).containsExactly("label");
		execute("ALTER TABLE t ADD COLUMN label TEXT DEFAULT 'x'", "UPDATE t SET code = \"label\"");
		assertThat(query("SELECT code FROM t")).containsExactly("x");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a TEXT NOT NULL", "a TEXT NOT NULL DEFAULT NULL", "a TEXT DEFAULT CURRENT_TIMESTAMP",
			"a TEXT DEFAULT (1 + 1)", "a TEXT DEFAULT (random())", "a TEXT AS (code) STORED" })
	void someColumnsCanBeAddedOnlyWhereThereAreNoRows(String column) throws SQLException {
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> execute("ALTER TABLE t ADD COLUMN " + column))
			.withMessageContainingAll("annot add a");
		execute("DELETE FROM t", "ALTER TABLE t ADD COLUMN " + column);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a TEXT NOT NULL DEFAULT ''", "a INT DEFAULT (-1)", "a INT DEFAULT TRUE",
			"a INT DEFAULT (CAST('1' AS INTEGER))", "a TEXT NOT NULL AS (code)" })
	void otherColumnsCanBeAddedAtAnyTime(String column) throws SQLException {
		execute("ALTER TABLE t ADD COLUMN " + column);
		assertThat(query("SELECT id FROM t")).containsExactly("1");
	}

	private void rebuild(String columns) throws SQLException {
		execute("CREATE TABLE n (" + columns + ")", "INSERT INTO n SELECT * FROM t", "DROP TABLE t",
				"ALTER TABLE n RENAME TO t");
	}

	private static void refused(Step step, String message) {
		assertThatExceptionOfType(SQLException.class).isThrownBy(step::run).withMessageContaining(message);
	}

	private void execute(String... statements) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

	private List<String> query(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
			List<String> rows = new ArrayList<>();
			while (result.next()) {
				rows.add(String.valueOf(result.getString(1)));
			}
			return rows;
		}
	}

	@FunctionalInterface
	private interface Step {

		void run() throws SQLException;

	}

}
