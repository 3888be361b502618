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

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SqliteRows}.
 */
class SqliteRowsTests {

	private static final String TABLE = "CREATE TABLE t (a, \"b c\" TEXT)";

	@SuppressWarnings("NullAway.Init")
	private Connection connection;

	@BeforeEach
	void open() throws SQLException {
		this.connection = DriverManager.getConnection("jdbc:sqlite::memory:");
		TestStatements.execute(this.connection, TABLE);
	}

	@AfterEach
	void close() throws SQLException {
		this.connection.close();
	}

	private String script(List<String> statements) throws SQLException {
		return new SqliteRows(this.connection).script(statements, false);
	}

	private static List<String> rows(int count) {
		return IntStream.range(0, count).mapToObj((row) -> "INSERT INTO t VALUES (" + row + ", 'x')").toList();
	}

	@Test
	void rowsOfOneTableAreJoinedButForTheLast() throws SQLException {
		List<String> statements = new ArrayList<>(rows(60));
		statements.add("UPDATE t SET a = 1");
		statements.add("INSERT INTO t VALUES (1, 'y')");
		statements.add("insert into t values (2, 'y')");
		assertThat(script(statements)).startsWith("INSERT INTO t VALUES (0, 'x'),(1, 'x'),(2, 'x'),")
			.endsWith("(58, 'x');\nINSERT INTO t VALUES (59, 'x');\nUPDATE t SET a = 1;\n"
					+ "INSERT INTO t VALUES (1, 'y');\ninsert into t values (2, 'y');\n");
	}

	@Test
	void veryManyRowsAreSeveralStatements() throws SQLException {
		String script = script(rows(1000));
		assertThat(script.lines()).hasSize(8);
		TestStatements.execute(this.connection, script.split(";\n"));
		assertThat(TestStatements.value(this.connection, "SELECT count(*) || ',' || sum(a) FROM t"))
			.isEqualTo("1000,499500");
	}

	@ParameterizedTest
	@ValueSource(strings = { "INSERT INTO t VALUES (1, 'a;''b')", "INSERT INTO t (a, \"b c\") VALUES (1.5e-3,\n'')",
			"insert into main.t(a)values(NULL)", "INSERT INTO \"t\" VALUES (-1, +2)",
			"INSERT INTO [t] VALUES (true, FALSE)", "INSERT INTO `t` VALUES (x'00ff', X'')",
			"INSERT INTO t VALUES ( 0x1F , .5 )", "INSERT INTO t VALUES (1,')')",
			"INSERT INTO t VALUES ('\r\n\t', 9223372036854775808)", "INSERT INTO t (\"b c\") VALUES ('ü\uD83D\uDE00')",
			"INSERT INTO t VALUES (1000, 1e+3)" })
	void aRowOfLiteralsIsJoined(String sql) throws SQLException {
		String head = SqliteRow.head(sql);
		assertThat(head).isNotEmpty();
		String row = sql.substring(head.length());
		TestStatements.execute(this.connection, "CREATE TABLE u AS SELECT * FROM t", sql, sql);
		String expected = TestStatements.value(this.connection,
				"SELECT group_concat(quote(a) || quote(\"b c\")) FROM t");
		TestStatements.execute(this.connection, "DELETE FROM t", sql + "," + row);
		assertThat(TestStatements.value(this.connection, "SELECT group_concat(quote(a) || quote(\"b c\")) FROM t"))
			.isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "INSERT INTO t VALUES (1, 2), (3, 4)", "INSERT INTO t VALUES (changes(), 1)",
			"INSERT INTO t VALUES ((SELECT max(a) FROM t), 1)", "INSERT INTO t VALUES (\"x\", 1)",
			"INSERT INTO t VALUES (1 + 1, 2)", "INSERT INTO t VALUES (1, 'a' || 'b')", "INSERT INTO t DEFAULT VALUES",
			"INSERT OR IGNORE INTO t VALUES (1, 2)", "REPLACE INTO t VALUES (1, 2)", "INSERT INTO t SELECT 1, 2",
			"INSERT INTO t VALUES (1, 2) ON CONFLICT DO NOTHING", "INSERT INTO t VALUES (1, 2) RETURNING a",
			"INSERT INTO t VALUES (1, /* c */ 2)", "INSERT INTO t VALUES (1, -- c\n 2)", "INSERT INTO t VALUES (?, 2)",
			"INSERT INTO t VALUES (CURRENT_TIMESTAMP, 2)", "INSERT INTO t VALUES (--1\n2, 2)",
			"INSERT INTO t VALUES (1 2)", "INSERT INTO t /* VALUES */ VALUES (1, 2)",
			"INSERT INTO t (a /* ) VALUES ( */) VALUES (1)", "INSERT INTO t (a -- ) VALUES (1)\n) VALUES (1)",
			"INSERT INTO t VALUES (x'0', 'open)", "INSERT INTO t VALUES (", "INSERT INTO t VALUES ()",
			"INSERT INTO t VALUES (1,)", "INSERT INTO t VALUES ('a' 'b')", "UPDATE t SET a = 1",
			"WITH x AS (SELECT 1) INSERT INTO t VALUES (1, 2)", "INSERT INTO t VALUES (- 1, 2)",
			"INSERT INTO t VALUES (xx'00', 2)", "INSERT INTO t VALUES (1-1, 2)",
			"INSERT INTO t VALUES (NULL IS NULL, 2)" })
	void anythingElseIsNot(String sql) {
		assertThat(SqliteRow.head(sql)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TRIGGER x AFTER INSERT ON t BEGIN UPDATE t SET a = Changes(); END",
			"CREATE TEMP TRIGGER x AFTER INSERT ON t BEGIN SELECT total_changes(); END",
			"CREATE TABLE u (a DEFAULT (changes()))", "ATTACH ':memory:' AS other",
			"CREATE TRIGGER x AFTER INSERT ON t BEGIN INSERT INTO t SELECT seq, 0 FROM sqlite_sequence; END" })
	void nothingIsJoinedWhereSomethingMayCount(String sql) throws SQLException {
		TestStatements.execute(this.connection, "CREATE TABLE s (id INTEGER PRIMARY KEY AUTOINCREMENT)");
		List<String> rows = rows(60);
		assertThat(script(rows)).isNotEqualTo(String.join(";\n", rows));
		TestStatements.execute(this.connection, sql);
		assertThat(script(rows)).isEqualTo(String.join(";\n", rows));
	}

	@Test
	void nothingIsJoinedWhileForeignKeysAreEnforced() throws SQLException {
		List<String> rows = rows(60);
		assertThat(new SqliteRows(this.connection).script(rows, true)).isEqualTo(String.join(";\n", rows));
	}

}
