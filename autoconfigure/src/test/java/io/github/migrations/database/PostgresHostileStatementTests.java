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
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.migrations.script.Piece;
import io.github.migrations.test.TestPostgres;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Statements that nobody would write. What is found out about them before they run takes
 * no longer than for others of their length (otherwise these tests would not end), and
 * exhausts nothing.
 */
class PostgresHostileStatementTests {

	private static final TestPostgres.Database SERVER = TestPostgres.createDatabase();

	private static final Database DATABASE = new PostgresDatabase();

	private static final int SIZE = 1_000_000;

	private static final List<String> UNITS = List.of(" ", "\n", "/*", "/**/", "--", "--\n", "'", "''", "\"", "\"\"",
			"(", "()", "a", "a.", ".", "$$", "COMMIT ", "COMMIT", "ROLLBACK WORK ", "CALL ", "CALL a", "CALL a.",
			"CALL \"", "CALL \"\"\"", "SET ", "SET a.", "SET a.b.c.", "SET \"a\"\"", "RESET ", "set_config(",
			"set_config('", "set_config('a.", "LISTEN ", "LISTEN \"a", "FROM ", "COPY ", "TO STDOUT ", "TO ", "ALL ");

	private static final List<String> FRAMES = List.of("DO $x$%s$x$", "DO $x$ BEGIN COMMIT%s$x$", "DO $x$ CALL a%s$x$",
			"CREATE PROCEDURE p() AS $x$%s$x$", "CREATE PROCEDURE p() AS $x$ SET a%s$x$",
			"CREATE FUNCTION f() AS $x$ set_config(%s$x$", "COPY (SELECT $x$%s$x$) TO STDOUT",
			"SELECT $x$%s$x$, set_config('a.b', 'c', false)", "SET a.b = $x$%s$x$");

	@AfterAll
	static void dropDatabase() {
		SERVER.close();
	}

	static Stream<String> units() {
		return UNITS.stream();
	}

	@ParameterizedTest
	@MethodSource("units")
	void aMillionCharactersOfTheSameAreLookedThrough(String unit) throws SQLException {
		String body = unit.repeat(SIZE / unit.length());
		try (Connection connection = SERVER.dataSource().getConnection()) {
			for (String frame : FRAMES) {
				PostgresState state = PostgresState.of(connection);
				String sql = frame.replace("%s", body);
				Piece piece = TestStatements.statement(DATABASE, sql);
				assertThat(piece.text()).isEqualTo(sql);
				assertThat(DATABASE.kind(piece)).isIn(StatementKind.ORDINARY, StatementKind.OUTSIDE);
				assertThat(DATABASE.refusal(piece)).isNull();
				assertThat(DATABASE.calls(piece)).hasSizeLessThan(3);
				assertThat(DATABASE.createsCommitting(piece)).isIn(null, "p");
				state.beforeStatement(sql);
				state.restore();
			}
		}
	}

	@ParameterizedTest
	@MethodSource("units")
	void whatStandsBetweenResetAndAllIsLookedThrough(String unit) throws SQLException {
		String sql = "RESET /*" + "*//*".repeat(1000) + unit.replace("/*", "").replace("*/", "").repeat(1000)
				+ "*/ x.y";
		try (Connection connection = SERVER.dataSource().getConnection();
				Session session = DATABASE.open(connection, new TableName("public", "schema_migrations"))) {
			session.enter(TransactionSettings.PLAIN);
			assertThat(session.execute(sql, Session.Cancellation.NONE)).isZero();
			session.leave();
		}
	}

}
