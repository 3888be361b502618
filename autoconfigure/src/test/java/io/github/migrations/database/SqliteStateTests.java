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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SqliteState}: after a script, a connection is what the pool had made
 * of it.
 */
class SqliteStateTests {

	private static final TransactionSettings SETTINGS = new TransactionSettings(false, true, List.of(), null, null);

	private static final Waiting NOBODY = (holder) -> {
		throw new IllegalStateException("Nobody is in the way");
	};

	private static final String SEPARATOR = " ;; ";

	private static final List<String> PRAGMAS = List.of("analysis_limit", "automatic_index", "busy_timeout",
			"cache_size", "cache_spill", "cell_size_check", "checkpoint_fullfsync", "count_changes",
			"defer_foreign_keys", "foreign_keys", "full_column_names", "fullfsync", "ignore_check_constraints",
			"journal_size_limit", "legacy_alter_table", "max_page_count", "mmap_size", "query_only", "read_uncommitted",
			"recursive_triggers", "reverse_unordered_selects", "secure_delete", "short_column_names", "synchronous",
			"temp_store", "threads", "trusted_schema", "wal_autocheckpoint", "writable_schema", "locking_mode");

	@SuppressWarnings("NullAway.Init")
	private Connection connection;

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private File folder;

	@BeforeEach
	void open() throws SQLException {
		this.connection = DriverManager.getConnection(url());
		TestStatements.execute(this.connection, "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)",
				"PRAGMA foreign_keys = ON", "PRAGMA cache_size = 1234", "PRAGMA recursive_triggers = ON",
				"ATTACH ':memory:' AS pool_db", "CREATE TEMP TABLE pool_table (id INTEGER)");
	}

	private String url() {
		return "jdbc:sqlite:" + new File(this.folder, "test.db");
	}

	@AfterEach
	void close() throws SQLException {
		this.connection.close();
	}

	@ParameterizedTest
	@CsvSource({ "analysis_limit, 400", "automatic_index, OFF", "busy_timeout, 5", "cache_size, 77", "cache_spill, OFF",
			"cell_size_check, ON", "checkpoint_fullfsync, ON", "count_changes, ON", "full_column_names, ON",
			"fullfsync, ON", "ignore_check_constraints, ON", "journal_size_limit, 1000", "legacy_alter_table, ON",
			"max_page_count, 5000", "mmap_size, 65536", "query_only, ON", "read_uncommitted, ON",
			"recursive_triggers, OFF", "reverse_unordered_selects, ON", "secure_delete, ON", "short_column_names, OFF",
			"threads, 2", "trusted_schema, OFF", "wal_autocheckpoint, 7", "writable_schema, ON",
			"locking_mode, EXCLUSIVE" })
	void putsBackAPragma(String pragma, String value) throws Exception {
		List<String> before = snapshot();
		String old = TestStatements.value(this.connection, "PRAGMA " + pragma);
		TestStatements.execute(this.connection, "PRAGMA " + pragma + " = " + value);
		assertThat(TestStatements.value(this.connection, "PRAGMA " + pragma)).isNotEqualTo(old);
		TestStatements.execute(this.connection, "PRAGMA " + pragma + " = " + old);
		assertThat(snapshot()).isEqualTo(before);
		run("PRAGMA " + pragma + " = " + value);
		assertThat(snapshot()).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PRAGMA case_sensitive_like = ON", "PRAGMA defer_foreign_keys = ON",
			"ATTACH ':memory:' AS other", "ATTACH ':memory:' AS \"a \"\"b\" ;; CREATE TABLE \"a \"\"b\".x (id INTEGER)",
			"CREATE TEMP TABLE x (id INTEGER)", "CREATE TEMP TABLE \"A \"\"b\" (id INTEGER)",
			"CREATE TEMP TABLE x (id INTEGER PRIMARY KEY AUTOINCREMENT) ;; INSERT INTO x DEFAULT VALUES",
			"CREATE TEMP TABLE x (id INTEGER PRIMARY KEY) ;; CREATE TEMP TABLE y (id INTEGER REFERENCES x)",
			"CREATE TEMP VIEW v AS SELECT * FROM t ;; CREATE TEMP VIEW w AS SELECT * FROM v",
			"CREATE TEMP TRIGGER tr AFTER INSERT ON main.t BEGIN SELECT 1; END",
			"CREATE TABLE temp.x (id INTEGER) ;; CREATE INDEX temp.i ON x (id)",
			"CREATE VIRTUAL TABLE temp.f USING fts5(x) ;; INSERT INTO f VALUES ('a')",
			"CREATE TEMP TABLE x (id INTEGER) ;; DROP TABLE x", "CREATE TEMP TABLE t (id INTEGER)",
			"PRAGMA count_changes = ON ;; INSERT INTO t VALUES (1, 'x')", "PRAGMA query_only = ON",
			"PRAGMA writable_schema = ON ;; PRAGMA query_only = ON",
			"PRAGMA short_column_names = OFF ;; PRAGMA full_column_names = ON", "SELECT 1" })
	void putsEverythingBack(String script) throws Exception {
		List<String> before = snapshot();
		run(script);
		assertThat(snapshot()).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PRAGMA cache_size = 7", "PRAGMA query_only = ON", "CREATE TEMP TABLE x (id INTEGER)",
			"ATTACH ':memory:' AS other", "PRAGMA case_sensitive_like = ON",
			"PRAGMA query_only = ON ;; ATTACH ':memory:' AS other" })
	void putsEverythingBackWhenAStatementFails(String script) throws SQLException {
		List<String> before = snapshot();
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> run(script + SEPARATOR + "SELECT * FROM missing"))
			.withMessageContaining("no such table: missing");
		assertThat(snapshot()).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "PRAGMA query_only = ON", "PRAGMA count_changes = ON", "CREATE TEMP TABLE t (id INTEGER)" })
	void theRecordCanBeWrittenAfterTheScript(String script) throws Exception {
		run(script);
		assertThat(TestStatements.value(this.connection, "SELECT name FROM main.t WHERE id = 99")).isEqualTo("record");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void waitsUntilTheFileCanBeReadWhereAnotherProcessIsWriting(boolean before) throws Exception {
		List<String> pragmas = snapshot();
		TestStatements.execute(this.connection, "PRAGMA busy_timeout = 10");
		try (Connection other = DriverManager.getConnection(url());
				Session session = new SqliteDatabase().open(this.connection,
						new TableName("main", "schema_migrations"))) {
			AtomicInteger waited = new AtomicInteger();
			session.lock((holder) -> {
				if (waited.incrementAndGet() == 2) {
					rollback(other);
				}
			});
			if (before) {
				TestStatements.execute(other, "BEGIN EXCLUSIVE");
			}
			session.enter(SETTINGS);
			session.begin(NOBODY);
			session.execute("PRAGMA cache_size = 77", Session.Cancellation.NONE);
			session.commit(NOBODY);
			if (!before) {
				TestStatements.execute(other, "BEGIN EXCLUSIVE");
			}
			session.leave();
			assertThat(waited).hasValue(2);
		}
		TestStatements.execute(this.connection, "PRAGMA busy_timeout = 3000");
		assertThat(snapshot()).isEqualTo(pragmas);
	}

	private static void rollback(Connection connection) {
		try {
			TestStatements.execute(connection, "ROLLBACK");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void run(String script) throws SQLException, InterruptedException {
		try (Session session = new SqliteDatabase().open(this.connection, new TableName("main", "schema_migrations"))) {
			session.enter(SETTINGS);
			session.begin(NOBODY);
			try {
				session.beforeScript();
				for (String sql : script.split(SEPARATOR)) {
					session.execute(sql, Session.Cancellation.NONE);
				}
				assertThat(session.afterScript()).isEmpty();
				TestStatements.execute(this.connection, "INSERT INTO main.t VALUES (99, 'record')");
				session.commit(NOBODY);
				session.leave();
			}
			catch (SQLException ex) {
				session.rollback();
				session.leave();
				throw ex;
			}
		}
	}

	private List<String> snapshot() throws SQLException {
		List<String> lines = new ArrayList<>();
		for (String pragma : PRAGMAS) {
			lines.add(pragma + " " + TestStatements.value(this.connection, "PRAGMA " + pragma));
		}
		lines.add("like " + TestStatements.value(this.connection, "SELECT 'a' LIKE 'A'"));
		lines.addAll(column("SELECT name FROM pragma_database_list ORDER BY 1"));
		lines.addAll(
				column("SELECT type || ' ' || name FROM temp.sqlite_schema WHERE name NOT LIKE 'sqlite%' ORDER BY 1"));
		return lines;
	}

	private List<String> column(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			List<String> values = new ArrayList<>();
			while (rows.next()) {
				values.add(rows.getString(1));
			}
			return values;
		}
	}

}
