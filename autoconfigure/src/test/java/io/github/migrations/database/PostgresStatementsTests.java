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
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.migrations.test.TestPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PostgresStatements}, and of what it says against a real server.
 */
class PostgresStatementsTests {

	private static final Database DATABASE = new PostgresDatabase();

	private static final TestPostgres.Database SERVER = TestPostgres.createDatabase();

	@BeforeAll
	static void createObjects() throws SQLException {
		try (Connection connection = SERVER.dataSource().getConnection()) {
			TestStatements.execute(connection, "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)",
					"CREATE TABLE \"system\" (id INTEGER)", "CREATE INDEX t_name ON t (name)",
					"CREATE TABLE parent (id INTEGER) PARTITION BY RANGE (id)",
					"CREATE TABLE child PARTITION OF parent FOR VALUES FROM (1) TO (10)",
					"CREATE MATERIALIZED VIEW mv AS SELECT id FROM t", "CREATE UNIQUE INDEX mv_id ON mv (id)",
					"CREATE TYPE mood AS ENUM ('sad')", "CREATE PUBLICATION pub",
					"CREATE SUBSCRIPTION sub CONNECTION 'dbname=x' PUBLICATION pub WITH (connect = false)",
					"CREATE PROCEDURE plain() LANGUAGE plpgsql AS 'BEGIN NULL; END'");
		}
	}

	@AfterAll
	static void dropDatabase() throws SQLException {
		try (Connection connection = SERVER.dataSource().getConnection()) {
			TestStatements.execute(connection, "ALTER SUBSCRIPTION sub SET (slot_name = NONE)",
					"DROP SUBSCRIPTION sub");
		}
		SERVER.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "VACUUM", "vacuum t", "VACUUM (FULL, ANALYZE) t", "/* a */ VACUUM -- b\n ANALYZE t",
			"CREATE INDEX CONCURRENTLY i ON t (name)", "create unique index concurrently if not exists i on t (name)",
			"CREATE INDEX /* not */ CONCURRENTLY ON t (name)", "DROP INDEX CONCURRENTLY t_name",
			"DROP INDEX CONCURRENTLY IF EXISTS t_name", "REINDEX INDEX CONCURRENTLY t_name",
			"REINDEX TABLE CONCURRENTLY t", "REINDEX (CONCURRENTLY) TABLE t",
			"REINDEX (VERBOSE, CONCURRENTLY TRUE) INDEX t_name", "REINDEX SCHEMA public",
			"REINDEX (VERBOSE) SCHEMA public", "REINDEX SCHEMA CONCURRENTLY public", "REINDEX DATABASE x",
			"REINDEX SYSTEM x", "CLUSTER", "CLUSTER VERBOSE", "CLUSTER (VERBOSE)", "CREATE DATABASE x",
			"DROP DATABASE IF EXISTS x", "ALTER DATABASE x SET TABLESPACE pg_default",
			"CREATE TABLESPACE x LOCATION '/nowhere'", "DROP TABLESPACE IF EXISTS x",
			"ALTER SYSTEM SET work_mem = '5MB'", "ALTER SYSTEM RESET work_mem", "DISCARD ALL", "COMMIT PREPARED 'x'",
			"ROLLBACK PREPARED 'x'", "CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION pub",
			"CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION pub WITH (create_slot = true)",
			"DROP SUBSCRIPTION sub", "ALTER TABLE parent DETACH PARTITION child CONCURRENTLY",
			"DO $$ BEGIN COMMIT; END $$",
			"DO LANGUAGE plpgsql $body$ BEGIN INSERT INTO t VALUES (1); commit ; END $body$", "DO 'BEGIN COMMIT; END'",
			"DO $$ BEGIN ROLLBACK AND CHAIN; END $$ LANGUAGE plpgsql", "DO $$ BEGIN COMMIT /* now */; END $$" })
	void whatCannotRunInATransactionIsOutsideAndTheServerRefusesItThere(String sql) throws SQLException {
		assertThat(kind(sql)).isEqualTo(StatementKind.OUTSIDE);
		try (Connection connection = SERVER.dataSource().getConnection()) {
			TestStatements.execute(connection, "BEGIN");
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> TestStatements.execute(connection, sql))
				.satisfies((ex) -> assertThat(ex.getSQLState()).isIn("25001", "2D000"))
				.satisfies((ex) -> assertThat(DATABASE.isOutsideOnly(ex)).isTrue());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "ALTER SUBSCRIPTION sub REFRESH PUBLICATION", "ALTER SUBSCRIPTION sub SET PUBLICATION pub",
			"ALTER SUBSCRIPTION sub ADD PUBLICATION pub", "PREPARE TRANSACTION 'x'" })
	void whatThisServerCannotTryIsOutsideByTheDocumentation(String sql) {
		assertThat(kind(sql)).isEqualTo(StatementKind.OUTSIDE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT 1", "WITH a AS (SELECT 1) SELECT * FROM a", "VALUES (1)", "TABLE t",
			"INSERT INTO t VALUES (1, 'COMMIT;')", "UPDATE t SET name = 'x'", "DELETE FROM t", "TRUNCATE t",
			"CREATE TABLE concurrently_x (id INTEGER)", "CREATE TABLE n (vacuum TEXT, cluster TEXT)",
			"ALTER TABLE t ADD COLUMN \"concurrently\" TEXT", "ALTER TABLE t RENAME TO \"DATABASE\"",
			"DROP TABLE \"system\"", "CREATE INDEX i ON t (name)", "CREATE INDEX \"CONCURRENTLY\" ON t (name)",
			"CREATE UNIQUE INDEX ON t (name)", "DROP INDEX t_name", "REINDEX TABLE t", "REINDEX INDEX t_name",
			"REINDEX TABLE \"system\"", "REINDEX TABLE system", "REINDEX (VERBOSE) TABLE t",
			"REINDEX (CONCURRENTLY FALSE) TABLE t", "CLUSTER t USING t_pkey", "CLUSTER (VERBOSE) t USING t_pkey",
			"ANALYZE", "ANALYZE t", "REFRESH MATERIALIZED VIEW mv", "REFRESH MATERIALIZED VIEW CONCURRENTLY mv",
			"ALTER TYPE mood ADD VALUE 'happy'", "LOCK TABLE t", "SET search_path = public",
			"SET LOCAL lock_timeout = '5s'", "RESET ALL", "SHOW work_mem", "DISCARD TEMP", "DISCARD PLANS",
			"LISTEN channel", "NOTIFY channel", "UNLISTEN *", "PREPARE p AS SELECT 1", "DEALLOCATE ALL", "SAVEPOINT a",
			"CREATE SCHEMA s", "CREATE VIEW v AS SELECT 1 AS database", "COMMENT ON TABLE t IS 'VACUUM'",
			"GRANT SELECT ON t TO PUBLIC", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
			"CREATE FUNCTION g() RETURNS int BEGIN ATOMIC SELECT 1; END",
			"CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$", "CALL plain()", "CHECKPOINT",
			"DO $$ BEGIN RAISE NOTICE 'will commit;'; END $$", "DO $$ BEGIN -- COMMIT;\n NULL; /* ROLLBACK; */ END $$",
			"DO $$ BEGIN EXECUTE 'CREATE PROCEDURE q() LANGUAGE plpgsql AS ''BEGIN COMMIT; END'''; END $$",
			"DO $$ BEGIN CREATE TEMP TABLE x (id INTEGER) ON COMMIT DROP; END $$",
			"DO $$ DECLARE committed BOOLEAN; BEGIN committed := true; END $$",
			"ALTER TABLE parent DETACH PARTITION child", "ALTER ROLE CURRENT_USER SET work_mem = '5MB'",
			"ALTER SUBSCRIPTION sub DISABLE", "ALTER SUBSCRIPTION sub SET PUBLICATION pub WITH (refresh = false)",
			"CREATE PUBLICATION p2 FOR TABLE t",
			"CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION pub WITH (connect = false)",
			"CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION pub WITH (slot_name = NONE, connect = 'off')",
			"EXPLAIN SELECT 1", "SET CONSTRAINTS ALL DEFERRED", "DECLARE c CURSOR FOR SELECT 1" })
	void everythingElseIsOrdinaryAndTheServerRunsItInATransaction(String sql) throws SQLException {
		assertThat(kind(sql)).isEqualTo(StatementKind.ORDINARY);
		try (Connection connection = SERVER.dataSource().getConnection()) {
			TestStatements.execute(connection, "BEGIN");
			TestStatements.execute(connection, sql);
			assertThat(TestStatements.value(connection, "SELECT 1")).isEqualTo("1");
			TestStatements.execute(connection, "ROLLBACK");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			BEGIN                                | BEGIN
			begin work                           | BEGIN
			BEGIN TRANSACTION READ ONLY          | BEGIN
			START TRANSACTION                    | BEGIN
			COMMIT                               | COMMIT
			COMMIT AND CHAIN                     | COMMIT
			END                                  | COMMIT
			END WORK                             | COMMIT
			ROLLBACK                             | ROLLBACK
			ROLLBACK WORK                        | ROLLBACK
			ABORT                                | ROLLBACK
			ROLLBACK AND CHAIN                   | ROLLBACK
			ROLLBACK TO a                        | ORDINARY
			ROLLBACK WORK TO SAVEPOINT a         | ORDINARY
			SAVEPOINT a                          | ORDINARY
			RELEASE a                            | ORDINARY
				SET TRANSACTION READ WRITE           | SETTING
			SET LOCAL transaction_isolation = x  | SETTING
			SET LOCAL lock_timeout = 1           | ORDINARY
			""")
	void knowsTheBoundsOfTransactions(String sql, StatementKind kind) {
		assertThat(kind(sql)).isEqualTo(kind);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			COPY t FROM stdin;                                     | COPY
			copy public.t (a, b) from STDIN WITH (FORMAT csv);     | COPY
			COPY "from" ("a)", b) /* ( */ FROM /* x */ stdin;      | COPY
			COPY t FROM stdout;                                    | COPY
			COPY t TO stdout                                       | ORDINARY
			COPY t FROM '/tmp/stdin'                               | ORDINARY
			COPY t FROM PROGRAM 'stdin'                            | ORDINARY
			COPY (SELECT 1 FROM stdin) TO '/tmp/x'                 | ORDINARY
			COPY (SELECT 1 FROM (SELECT 1 FROM stdin) s) TO STDOUT | ORDINARY
			""")
	void knowsWhichCopyIsFollowedByData(String sql, StatementKind kind) {
		assertThat(kind(sql)).isEqualTo(kind);
	}

	@Test
	void knowsACopyOfVeryManyColumns() {
		String columns = IntStream.range(0, 1600).mapToObj((i) -> "column_" + i).collect(Collectors.joining(", "));
		assertThat(kind("COPY public.wide (" + columns + ") FROM stdin;")).isEqualTo(StatementKind.COPY);
	}

	private static StatementKind kind(String sql) {
		return DATABASE.kind(TestStatements.statement(DATABASE, sql));
	}

}
