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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.PreferQueryMode;

import io.github.migrations.test.TestPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PostgresRows}.
 */
class PostgresRowsTests {

	/** A statement that writes down how long the server's text of it is. */
	private static final String LENGTH = "INSERT INTO t SELECT length(query) FROM pg_stat_activity "
			+ "WHERE pid = pg_backend_pid()";

	private final TestPostgres.Database database = TestPostgres.createDatabase();

	private final Connection connection;

	private final Session session;

	PostgresRowsTests() throws SQLException {
		this.connection = this.database.dataSource().getConnection();
		this.session = PostgresSession.open(this.connection, new TableName(null, "schema_migrations"));
	}

	@BeforeEach
	void createTable() throws SQLException {
		TestStatements.execute(this.connection, "CREATE TABLE t (id INTEGER)");
	}

	@AfterEach
	void dropDatabase() throws SQLException {
		this.session.close();
		this.connection.close();
		this.database.close();
	}

	@Test
	void manyStatementsAreOneText() throws SQLException {
		assertThat(run(Collections.nCopies(1000, LENGTH))).isEqualTo(1000);
		assertThat(Integer.parseInt(value("SELECT min(id) FROM t"))).isGreaterThan(LENGTH.length());
	}

	@Test
	void aFewStatementsKeepTheirTexts() throws SQLException {
		assertThat(run(Collections.nCopies(50, LENGTH))).isEqualTo(50);
		assertThat(value("SELECT string_agg(DISTINCT id::text, ',') FROM t")).isEqualTo("" + LENGTH.length());
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE LOG ''%'', Current_Query(); RETURN NEW; END'",
			"CREATE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT query FROM pg_stat_activity'",
			"CREATE TABLE audited (id INTEGER, sql TEXT DEFAULT current_query())",
			"CREATE FUNCTION f() RETURNS text LANGUAGE sql BEGIN ATOMIC SELECT current_query(); END",
			"CREATE FUNCTION f() RETURNS text LANGUAGE sql BEGIN ATOMIC SELECT query FROM pg_stat_activity; END",
			"CREATE VIEW texts AS SELECT current_query() AS text",
			"CREATE VIEW texts AS SELECT * FROM pg_stat_activity",
			"CREATE VIEW texts AS SELECT query FROM pg_stat_get_activity(NULL)",
			"CREATE RULE audit AS ON DELETE TO t DO ALSO UPDATE t SET id = length(current_query())",
			"CREATE RULE audit AS ON DELETE TO t WHERE current_query() LIKE '%;%' DO INSTEAD NOTHING",
			"CREATE DOMAIN sql AS text DEFAULT current_query()",
			"CREATE TABLE audited (id INTEGER CHECK (length(current_query()) < 100))",
			"CREATE POLICY short ON t USING (length(current_query()) < 100)",
			"CREATE POLICY short ON t WITH CHECK (length(current_query()) < 100)",
			"CREATE TRIGGER short BEFORE UPDATE ON t FOR EACH ROW WHEN (length(current_query()) < 100) "
					+ "EXECUTE FUNCTION suppress_redundant_updates_trigger()",
			"SET pgaudit.log = 'write'", "SET auto_explain.log_min_duration = '0'",
			"SET standard_conforming_strings = off" })
	void statementsKeepTheirTextsWhereSomebodyReadsThem(String somebody) throws SQLException {
		this.session.execute(somebody, Session.Cancellation.NONE);
		assertThat(run(Collections.nCopies(300, LENGTH))).isEqualTo(300);
		assertThat(value("SELECT string_agg(DISTINCT id::text, ',') FROM t")).isEqualTo("" + LENGTH.length());
	}

	@ParameterizedTest
	@ValueSource(strings = { "current_query", "CURRENT_QUERY", "Current_Query" })
	void statementsKeepTheirTextsWhereOneReadsItsOwn(String function) throws SQLException {
		List<String> statements = new ArrayList<>(Collections.nCopies(249, LENGTH));
		statements.add("INSERT INTO t SELECT length(" + function + "())");
		assertThat(run(statements)).isEqualTo(250);
		assertThat(value("SELECT string_agg(DISTINCT id::text, ',' ORDER BY id::text) FROM t"))
			.isEqualTo(statements.get(249).length() + "," + LENGTH.length());
	}

	@Test
	void whoReadsTextsMayBeCreatedBetweenRows() throws SQLException {
		TestStatements.execute(this.connection, "CREATE TABLE texts (id SERIAL, text TEXT)");
		List<String> statements = IntStream.range(0, 600).mapToObj("INSERT INTO t VALUES (%d)"::formatted).toList();
		run(statements);
		this.session.execute(
				"CREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql AS "
						+ "'BEGIN INSERT INTO texts (text) VALUES (current_query()); RETURN NEW; END'",
				Session.Cancellation.NONE);
		this.session.execute("CREATE TRIGGER audit AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION audit()",
				Session.Cancellation.NONE);
		run(statements);
		assertThat(texts()).isEqualTo(statements);
	}

	@Test
	void countsTheRowsOfAllStatements() throws SQLException {
		List<String> statements = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			statements.addAll(List.of("INSERT INTO t VALUES (1), (2), (3)", "UPDATE t SET id = 4 WHERE id = 3",
					"DELETE FROM t WHERE id = 0", "DELETE FROM t WHERE id = 4"));
		}
		assertThat(run(statements)).isEqualTo(500);
		assertThat(value("SELECT count(*) FROM t")).isEqualTo("200");
	}

	@Test
	void textsAreTakenAsTheyAre() throws SQLException {
		TestStatements.execute(this.connection, "CREATE TABLE texts (id SERIAL, text TEXT)");
		List<String> literals = List.of("'a;b'", "'it''s ? $1 {d ''x''}'", "E'\\';--'", "$x$;$$;$x$", "'/*'", "'\\'",
				"'ü'", "'a'\n'b'");
		List<String> statements = new ArrayList<>();
		for (int i = 0; i < 320; i++) {
			statements.add("INSERT INTO texts (text) VALUES (" + literals.get(i % literals.size()) + ")");
		}
		assertThat(run(statements)).isEqualTo(320);
		assertThat(texts()).hasSize(320)
			.startsWith("a;b", "it's ? $1 {d 'x'}", "';--", ";$$;", "/*", "\\", "ü", "ab", "a;b");
	}

	@Test
	void noneOfThemHasAnEffectWhereOneFails() throws SQLException {
		List<String> statements = new ArrayList<>(Collections.nCopies(600, "INSERT INTO t VALUES (1)"));
		statements.set(520, "INSERT INTO missing VALUES (1)");
		TestStatements.execute(this.connection, "BEGIN", "INSERT INTO t VALUES (0)");
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> this.session.executeBatch(statements, Session.Cancellation.NONE))
			.withMessageContaining("\"missing\" does not exist");
		TestStatements.execute(this.connection, "COMMIT");
		assertThat(value("SELECT count(*) FROM t")).isEqualTo("1");
		assertThat(mode()).isEqualTo(PreferQueryMode.EXTENDED);
	}

	@Test
	void theDriverTalksAsBeforeAfterwards() throws SQLException {
		run(Collections.nCopies(300, LENGTH));
		assertThat(mode()).isEqualTo(PreferQueryMode.EXTENDED);
	}

	@Test
	void canBeCancelled() throws SQLException {
		List<String> statements = new ArrayList<>(Collections.nCopies(250, "INSERT INTO t VALUES (1)"));
		statements.set(249, "INSERT INTO t SELECT 2 FROM pg_sleep(60)");
		TestStatements.execute(this.connection, "BEGIN");
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> this.session.executeBatch(statements, this::cancelWhileItSleeps))
			.withMessageContaining("canceling statement due to user request");
		TestStatements.execute(this.connection, "COMMIT");
		assertThat(value("SELECT count(*) FROM t")).isEqualTo("0");
	}

	private void cancelWhileItSleeps(Session.@Nullable Canceller running) {
		if (running != null) {
			new Thread(() -> {
				try (Connection other = this.database.dataSource().getConnection()) {
					String sleeping = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND pid = "
							+ this.connection.unwrap(PGConnection.class).getBackendPID();
					while (!"1".equals(Sql.value(other, sleeping))) {
						Thread.yield();
					}
					running.cancel();
				}
				catch (SQLException ex) {
					throw new IllegalStateException(ex);
				}
			}).start();
		}
	}

	private long run(List<String> statements) throws SQLException {
		TestStatements.execute(this.connection, "BEGIN");
		long changed = this.session.executeBatch(statements, Session.Cancellation.NONE);
		TestStatements.execute(this.connection, "COMMIT");
		return changed;
	}

	private PreferQueryMode mode() throws SQLException {
		return this.connection.unwrap(PGConnection.class).getPreferQueryMode();
	}

	private List<String> texts() throws SQLException {
		return Sql.rows(this.connection, "SELECT text FROM texts ORDER BY id")
			.stream()
			.map((row) -> String.valueOf(row.get(0)))
			.toList();
	}

	private String value(String sql) throws SQLException {
		return String.valueOf(TestStatements.value(this.connection, sql));
	}

}
