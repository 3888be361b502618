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

package io.github.migrations.database;

import java.io.File;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SqliteStatements}, and of what it says against a real database.
 */
class SqliteStatementsTests {

	private static final Database DATABASE = new SqliteDatabase();

	@SuppressWarnings("NullAway.Init")
	private Connection connection;

	@BeforeEach
	void open(@TempDir File folder) throws SQLException {
		this.connection = DriverManager.getConnection("jdbc:sqlite:" + new File(folder, "test.db"));
		TestStatements.execute(this.connection, "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)",
				"ATTACH ':memory:' AS other", "CREATE TABLE other.u (id INTEGER)");
	}

	@AfterEach
	void close() throws SQLException {
		this.connection.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "VACUUM", "vacuum main", "VACUUM INTO 'copy.db'", "DETACH other", "detach database other",
			"PRAGMA wal_checkpoint", "PRAGMA wal_checkpoint(TRUNCATE)" })
	void whatCannotRunInATransactionIsOutsideAndSqliteRefusesItThere(String sql) throws SQLException {
		assertThat(kind(sql)).isEqualTo(StatementKind.OUTSIDE);
		if (sql.contains("wal_checkpoint")) {
			TestStatements.execute(this.connection, "PRAGMA journal_mode = WAL");
		}
		TestStatements.execute(this.connection, "BEGIN IMMEDIATE", "INSERT INTO t VALUES (1, 'x')");
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> TestStatements.execute(this.connection, sql));
	}

	@ParameterizedTest
	@ValueSource(strings = { "PRAGMA journal_mode = WAL", "pragma main.journal_mode(wal)" })
	void theJournalModeIsOutsideAndCannotBeChangedInATransaction(String sql) throws SQLException {
		assertThat(kind(sql)).isEqualTo(StatementKind.OUTSIDE);
		TestStatements.execute(this.connection, "BEGIN IMMEDIATE", "INSERT INTO t VALUES (1, 'x')", sql);
		assertThat(TestStatements.value(this.connection, "PRAGMA main.journal_mode")).isEqualTo("delete");
		TestStatements.execute(this.connection, "ROLLBACK", sql);
		assertThat(TestStatements.value(this.connection, "PRAGMA main.journal_mode")).isEqualTo("wal");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT 1", "CREATE TABLE vacuum_x (id INTEGER)", "ALTER TABLE t ADD COLUMN vacuum TEXT",
			"INSERT INTO t VALUES (1, 'COMMIT;')", "CREATE TEMP TABLE x (id INTEGER)", "ATTACH ':memory:' AS third",
			"CREATE TRIGGER tr AFTER INSERT ON t BEGIN SELECT 1; END", "SAVEPOINT a", "REINDEX", "ANALYZE",
			"EXPLAIN SELECT 1", "PRAGMA foreign_keys", "PRAGMA journal_mode", "PRAGMA synchronous", "PRAGMA temp_store",
			"PRAGMA defer_foreign_keys = ON", "PRAGMA user_version = 7", "PRAGMA recursive_triggers = ON",
			"PRAGMA legacy_alter_table = ON", "PRAGMA writable_schema = ON", "PRAGMA writable_schema = RESET",
			"PRAGMA cache_size = 100", "PRAGMA case_sensitive_like = ON", "PRAGMA busy_timeout = 5",
			"PRAGMA integrity_check", "PRAGMA foreign_key_check", "PRAGMA table_info(t)", "PRAGMA auto_vacuum = 1",
			"PRAGMA page_size = 8192", "PRAGMA encoding = 'UTF-8'", "PRAGMA optimize", "PRAGMA secure_delete = ON",
			"PRAGMA application_id = 3", "PRAGMA locking_mode = EXCLUSIVE", "PRAGMA no_such_pragma = 1",
			"PRAGMA incremental_vacuum(5)", "CREATE VIRTUAL TABLE f USING fts5(x)", "REPLACE INTO t VALUES (1, 'y')",
			"WITH a AS (SELECT 1) SELECT * FROM a", "DROP TABLE IF EXISTS u" })
	void everythingElseIsOrdinaryAndSqliteRunsItInATransaction(String sql) throws SQLException {
		assertThat(kind(sql)).isEqualTo(StatementKind.ORDINARY);
		TestStatements.execute(this.connection, "BEGIN IMMEDIATE", sql);
		assertThat(TestStatements.value(this.connection, "SELECT 1")).isEqualTo("1");
		TestStatements.execute(this.connection, "ROLLBACK");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			PRAGMA foreign_keys = ON     | foreign_keys
			pragma foreign_keys=1        | foreign_keys
			PRAGMA main.foreign_keys(ON) | foreign_keys
			PRAGMA synchronous = OFF     | synchronous
			PRAGMA temp_store = MEMORY   | temp_store
			""")
	void aSettingHasNoEffectInATransaction(String sql, String pragma) throws SQLException {
		assertThat(kind(sql)).isEqualTo(StatementKind.SETTING);
		String before = TestStatements.value(this.connection, "PRAGMA " + pragma);
		TestStatements.execute(this.connection, "CREATE TEMP TABLE w (id INTEGER)", "BEGIN IMMEDIATE",
				"INSERT INTO t VALUES (1, 'x')");
		try {
			TestStatements.execute(this.connection, sql);
		}
		catch (SQLException ex) {
			assertThat(ex.getMessage()).contains(" transaction");
		}
		assertThat(TestStatements.value(this.connection, "PRAGMA " + pragma)).isEqualTo(before);
		TestStatements.execute(this.connection, "ROLLBACK", sql);
		assertThat(TestStatements.value(this.connection, "PRAGMA " + pragma)).isNotEqualTo(before);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			BEGIN                               | BEGIN
			begin immediate                     | BEGIN
			BEGIN EXCLUSIVE TRANSACTION         | BEGIN
			COMMIT                              | COMMIT
			commit transaction                  | COMMIT
			END                                 | COMMIT
			END TRANSACTION                     | COMMIT
			ROLLBACK                            | ROLLBACK
			ROLLBACK TRANSACTION                | ROLLBACK
			ROLLBACK TO a                       | ORDINARY
			ROLLBACK TRANSACTION TO SAVEPOINT a | ORDINARY
			RELEASE a                           | ORDINARY
			""")
	void knowsTheBoundsOfTransactions(String sql, StatementKind kind) {
		assertThat(kind(sql)).isEqualTo(kind);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PRAGMA foreign_keys = ON", "pragma foreign_keys(1)", "PRAGMA foreign_keys=true",
			"PRAGMA main.foreign_keys = yes", "PRAGMA foreign_keys = 'on'", "PRAGMA foreign_keys = \"ON\"",
			"PRAGMA foreign_keys = '1'", "PRAGMA foreign_keys = +1", "PRAGMA foreign_keys = 'True'",
			"PRAGMA Foreign_Keys /* a */ = /* b */ on" })
	void knowsWhatSwitchesForeignKeysOn(String sql) throws SQLException {
		assertThat(DATABASE.foreignKeys(TestStatements.statement(DATABASE, sql))).isTrue();
		TestStatements.execute(this.connection, "PRAGMA foreign_keys = OFF", sql);
		assertThat(TestStatements.value(this.connection, "PRAGMA foreign_keys")).isEqualTo("1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PRAGMA foreign_keys = OFF", "PRAGMA foreign_keys = 0", "PRAGMA foreign_keys(no)",
			"PRAGMA foreign_keys = 'false'", "PRAGMA main.foreign_keys = nonsense" })
	void knowsWhatSwitchesForeignKeysOff(String sql) throws SQLException {
		assertThat(DATABASE.foreignKeys(TestStatements.statement(DATABASE, sql))).isFalse();
		TestStatements.execute(this.connection, "PRAGMA foreign_keys = ON", sql);
		assertThat(TestStatements.value(this.connection, "PRAGMA foreign_keys")).isEqualTo("0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PRAGMA foreign_keys", "PRAGMA defer_foreign_keys = ON",
			"SELECT 'PRAGMA foreign_keys = ON'", "PRAGMA foreign_key_check" })
	void knowsWhatLeavesForeignKeysAsTheyAre(String sql) throws SQLException {
		assertThat(DATABASE.foreignKeys(TestStatements.statement(DATABASE, sql))).isNull();
		for (String value : List.of("0", "1")) {
			TestStatements.execute(this.connection, "PRAGMA foreign_keys = " + value, sql);
			assertThat(TestStatements.value(this.connection, "PRAGMA foreign_keys")).isEqualTo(value);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			PRAGMA cache_size = 5                                       | true
			ATTACH 'x.db' AS x                                          | true
			CREATE TEMP TABLE x (id INTEGER)                            | true
			CREATE TEMPORARY VIEW x AS SELECT 1                         | true
			CREATE TABLE temp.x (id INTEGER)                            | true
			create table if not exists Temp.x (id)                      | true
			CREATE TABLE "temp".x (id)                                  | true
			CREATE VIEW [Temp].x AS SELECT 1                            | true
			CREATE TEMP TRIGGER x AFTER INSERT ON t BEGIN SELECT 1; END | true
			CREATE TABLE x (id INTEGER)                                 | false
			SELECT 1                                                    | false
			INSERT INTO t VALUES (1, 'PRAGMA x')                        | false
			DROP TABLE x                                                | false
			""")
	void knowsWhatMayOutliveTheTransactionInTheSession(String sql, boolean changes) {
		assertThat(DATABASE.changesSession(TestStatements.statement(DATABASE, sql))).isEqualTo(changes);
	}

	private static StatementKind kind(String sql) {
		return DATABASE.kind(TestStatements.statement(DATABASE, sql));
	}

}
