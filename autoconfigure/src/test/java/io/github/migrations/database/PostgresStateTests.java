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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.migrations.test.TestPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PostgresState}: after a script, a session is what the pool had made of
 * it.
 */
class PostgresStateTests {

	private static final TestPostgres.Database SERVER = TestPostgres.createDatabase();

	private static final TransactionSettings SETTINGS = new TransactionSettings(false, true, List.of(), null, null);

	private static final Waiting NOBODY = (holder) -> {
		throw new IllegalStateException("Nobody is in the way");
	};

	private static final String SEPARATOR = " ;; ";

	/** What a pool may set when it opens a connection. */
	private static final String[] INIT = { "SET work_mem = '7MB'", "SET search_path = app, public",
			"SET myapp.tenant = 'kept'", "SET \"MyApp\".\"User\" = 'kept too'", "SET DateStyle = 'ISO, DMY'",
			"SET application_name = 'pool'", "SET default_transaction_isolation = 'repeatable read'",
			"SET client_min_messages = 'warning'", "CREATE TEMP TABLE pool_table (id INTEGER)",
			"PREPARE pool_statement AS SELECT 1", "LISTEN pool_channel", "DO 'BEGIN NULL; END'" };

	@BeforeAll
	static void createObjects() throws SQLException {
		try (Connection connection = SERVER.dataSource().getConnection()) {
			TestStatements.execute(connection, "CREATE SCHEMA app", "CREATE TABLE app.t (id INTEGER, name TEXT)",
					"CREATE FUNCTION app.take_tenant() RETURNS void LANGUAGE plpgsql AS "
							+ "$$ BEGIN PERFORM set_config('myapp.tenant', 'taken', false); END $$",
					"CREATE FUNCTION app.watch() RETURNS trigger LANGUAGE plpgsql AS "
							+ "$$ BEGIN SET SESSION myapp.watcher TO 'me'; RETURN NEW; END $$",
					"CREATE TABLE app.watched (id INTEGER)",
					"CREATE TRIGGER watch BEFORE INSERT ON app.watched " + "FOR EACH ROW EXECUTE FUNCTION app.watch()",
					"CREATE ROLE " + SERVER.name() + "_role", "GRANT " + SERVER.name() + "_role TO CURRENT_USER");
		}
	}

	@AfterAll
	static void dropDatabase() throws SQLException {
		try (Connection connection = SERVER.dataSource().getConnection()) {
			TestStatements.execute(connection, "DROP ROLE " + SERVER.name() + "_role");
		}
		SERVER.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET work_mem = '9MB'", "SET SESSION statement_timeout = '1h'",
			"SET LOCAL work_mem = '9MB'", "SELECT pg_catalog.set_config('search_path', '', false)",
			"SET search_path = ''", "SET TIME ZONE 'UTC'", "SET DateStyle = 'ISO, MDY'",
			"SET application_name = 'script'", "RESET application_name",

			"SET standard_conforming_strings = off", "SET row_security = off", "SET check_function_bodies = false",
			"SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY", "SET default_transaction_read_only = off",
			"SET lock_timeout = 0", "SET session_replication_role = replica", "SET xmloption = content",
			"SET default_tablespace = ''", "SET plpgsql.variable_conflict = 'use_column'",
			"SET search_path = pg_temp, public ;; CREATE TABLE script_table (id INTEGER)",
			"SET ROLE %s_role ;; SET work_mem = '9MB'", "SET ROLE NONE", "SET SESSION AUTHORIZATION %s_role",
			"SET SESSION AUTHORIZATION %s_role ;; SET search_path = ''", "RESET ROLE ;; RESET SESSION AUTHORIZATION",
			"CREATE TEMP TABLE x (id INTEGER)", "CREATE TEMP TABLE x (id SERIAL)",
			"CREATE TEMP TABLE x (id INTEGER GENERATED ALWAYS AS IDENTITY)",
			"CREATE TEMP TABLE x (id INTEGER PRIMARY KEY) ;; CREATE TEMP TABLE y (id INTEGER REFERENCES x)",
			"CREATE TEMP TABLE x (id INTEGER) PARTITION BY RANGE (id) ;; "
					+ "CREATE TEMP TABLE y PARTITION OF x FOR VALUES FROM (1) TO (2)",
			"CREATE TEMP VIEW v AS SELECT 1 ;; CREATE TEMP VIEW w AS SELECT * FROM v", "CREATE TEMP SEQUENCE s",
			"CREATE TABLE pg_temp.\"A \"\"b\" (id INTEGER)", "CREATE TEMP TABLE x AS SELECT 1 ;; DROP TABLE x",
			"CREATE FUNCTION pg_temp.f(INTEGER) RETURNS INTEGER LANGUAGE sql AS 'SELECT 1'",
			"CREATE TYPE pg_temp.mood AS ENUM ('sad') ;; CREATE FUNCTION pg_temp.f(pg_temp.mood) RETURNS INTEGER "
					+ "LANGUAGE sql AS 'SELECT 1'",
			"CREATE TYPE pg_temp.pair AS (a INTEGER, b INTEGER)", "CREATE DOMAIN pg_temp.d AS TEXT",
			"CREATE TEMP TABLE x (id INTEGER) ON COMMIT DROP", "PREPARE leaked AS SELECT 1",
			"PREPARE \"Leaked one\" AS SELECT 1", "DECLARE c CURSOR WITH HOLD FOR SELECT * FROM app.t",
			"CREATE TEMP TABLE x AS SELECT 1 ;; DECLARE c CURSOR WITH HOLD FOR SELECT * FROM x",
			"LISTEN script_channel", "LISTEN \"Script \"\"channel\"", "LISTEN pool_channel",
			"DO 'BEGIN EXECUTE ''LISTEN hidden''; END'", "SET myapp.tenant = 'x'", "set Session MyApp.Tenant to 'x'",
			"SET LOCAL myapp.tenant = 'x'", "SET \"myapp\".tenant = 'x'", "SET \"myapp.tenant\" = 'x'",
			"RESET myapp.tenant", "RESET ALL", "RESET /* every */ ALL", "SET myapp.tenant = 'x' ;; RESET ALL",
			"SET work_mem = '9MB' ;; reset all ;; SET myapp.other = 'x'", "SELECT app.take_tenant()",
			"DO $$ BEGIN PERFORM app.take_tenant(); END $$", "INSERT INTO app.watched VALUES (1)",
			"CREATE FUNCTION app.own() RETURNS void LANGUAGE plpgsql AS 'BEGIN SET myapp.tenant = x; END' ;; SELECT app.own()",
			"SELECT set_config('myapp.tenant', 'x', false)",
			"SELECT pg_catalog.set_config ( 'myapp.tenant', 'x', true)",
			"INSERT INTO app.t SELECT 1, set_config('myapp.tenant', 'x', false)", "SET \"MyApp\".\"User\" = 'x'",
			"SET myapp.other = 'x'", "SET myapp.other.deep = 'x' ;; SET myapp.tenant = 'y'",
			"DO $$ BEGIN PERFORM set_config('myapp.tenant', 'x', false); END $$",
			"DO 'BEGIN PERFORM set_config(''myapp.tenant'', ''x'', false); END'",
			"DO $$ BEGIN SET myapp.tenant = 'x'; END $$",
			"SET myapp.tenant = 'x' ;; RESET myapp.tenant ;; SET myapp.tenant = 'y'", "SET myapp.tenant = 'kept'",
			"UPDATE app.t SET name = 'x' WHERE name = 'SET a.b = c'", "SELECT 1" })
	void putsEverythingBack(String script) throws SQLException {
		try (Connection connection = SERVER.dataSource().getConnection()) {
			TestStatements.execute(connection, INIT);
			List<String> before = snapshot(connection);
			run(connection, script);
			assertThat(differences(before, snapshot(connection))).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET work_mem = '9MB'", "SET myapp.tenant = 'x'", "CREATE TEMP TABLE x (id INTEGER)",
			"PREPARE leaked AS SELECT 1", "LISTEN script_channel", "SET ROLE %s_role",
			"DECLARE c CURSOR WITH HOLD FOR SELECT 1", "SET SESSION AUTHORIZATION %s_role" })
	void putsEverythingBackWhenAStatementFails(String script) throws SQLException {
		try (Connection connection = SERVER.dataSource().getConnection()) {
			TestStatements.execute(connection, INIT);
			List<String> before = snapshot(connection);
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> run(connection, script + SEPARATOR + "SELECT 1/0"))
				.withMessageContaining("division by zero");
			assertThat(differences(before, snapshot(connection))).isEmpty();
		}
	}

	@Test
	void putsBackWhatTheConnectionBeganWith() throws SQLException {
		try (Connection connection = SERVER.dataSource().getConnection()) {
			List<String> before = snapshot(connection);
			run(connection,
					"SET work_mem = '9MB' ;; SET search_path = '' ;; SET ROLE %s_role ;; SET application_name = 'x'");
			assertThat(differences(before, snapshot(connection))).isEmpty();
		}
	}

	@Test
	void putsBackTheRoleThatThePoolHadSet() throws SQLException {
		try (Connection connection = SERVER.dataSource().getConnection()) {
			TestStatements.execute(connection, "SET ROLE " + SERVER.name() + "_role");
			List<String> before = snapshot(connection);
			run(connection, "RESET ROLE ;; SET work_mem = '9MB'");
			assertThat(before).contains("role|" + SERVER.name() + "_role");
			assertThat(differences(before, snapshot(connection))).isEmpty();
		}
	}

	@Test
	void aCustomSettingOfTheDatabaseIsItsOwnAgain() throws SQLException {
		try (Connection connection = SERVER.dataSource().getConnection()) {
			TestStatements.execute(connection, "ALTER DATABASE " + SERVER.name() + " SET myapp.region = 'north'");
		}
		try (Connection connection = SERVER.dataSource().getConnection()) {
			run(connection, "SET myapp.region = 'south'");
			assertThat(TestStatements.value(connection, "SHOW myapp.region")).isEqualTo("north");
			TestStatements.execute(connection, "SET myapp.region = 'east'");
			run(connection, "SET myapp.region = 'south'");
			assertThat(TestStatements.value(connection, "SHOW myapp.region")).isEqualTo("east");
			TestStatements.execute(connection, "RESET myapp.region");
			assertThat(TestStatements.value(connection, "SHOW myapp.region")).isEqualTo("north");
		}
	}

	@Test
	void aScriptThatResetsAllSettingsSeesThoseOfANewSession() throws SQLException {
		try (Connection connection = SERVER.dataSource().getConnection()) {
			TestStatements.execute(connection, INIT);
			run(connection,
					"SET myapp.tenant = 'x' ;; SET work_mem = '9MB' ;; RESET ALL ;; CREATE TABLE app.reset AS SELECT "
							+ "current_setting('myapp.tenant') || ',' || (SELECT setting = reset_val FROM pg_settings "
							+ "WHERE name = 'work_mem') || ',' || current_setting('search_path') AS settings");
			assertThat(TestStatements.value(connection, "SELECT settings FROM app.reset"))
				.isEqualTo(",true,\"$user\", public");
		}
	}

	@Test
	void aScriptSeesWhatItHasSet() throws SQLException {
		try (Connection connection = SERVER.dataSource().getConnection()) {
			run(connection,
					"SET myapp.tenant = 'x' ;; CREATE TABLE app.seen AS SELECT current_setting('myapp.tenant') AS tenant");
			assertThat(TestStatements.value(connection, "SELECT tenant FROM app.seen")).isEqualTo("x");
		}
	}

	private static void run(Connection connection, String script) throws SQLException {
		try (Session session = new PostgresDatabase().open(connection, new TableName("app", "schema_migrations"))) {
			session.enter(SETTINGS);
			session.begin(NOBODY);
			try {
				session.beforeScript();
				for (String sql : script.formatted(SERVER.name()).split(SEPARATOR)) {
					session.execute(sql, Session.Cancellation.NONE);
				}
				assertThat(session.afterScript()).isEmpty();
				session.commit(NOBODY);
				session.leave();
			}
			catch (SQLException ex) {
				session.rollback();
				session.leave();
				throw ex;
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<String> differences(List<String> before, List<String> after) {
		return Stream
			.concat(before.stream().filter((line) -> !after.contains(line)).map((line) -> "-" + line),
					after.stream().filter((line) -> !before.contains(line)).map((line) -> "+" + line))
			.toList();
	}

	/** Everything that outlives a transaction, as far as the server tells. */
	private static List<String> snapshot(Connection connection) throws SQLException {
		List<String> lines = new ArrayList<>();
		for (String sql : List.of(
				"SELECT name, setting, source, reset_val FROM pg_catalog.pg_settings "
						+ "WHERE name NOT LIKE 'transaction%' ORDER BY 1",
				"SELECT 'user', session_user, current_user", "SELECT 'role', current_setting('role')",
				"SELECT 'custom', coalesce(current_setting('myapp.tenant', true), ''), "
						+ "coalesce(current_setting('myapp.other', true), ''), "
						+ "coalesce(current_setting('myapp.watcher', true), ''), "
						+ "coalesce(current_setting('myapp.other.deep', true), ''), "
						+ "coalesce(current_setting('MyApp.User', true), '')",
				"SELECT 'prepared', name FROM pg_catalog.pg_prepared_statements WHERE from_sql ORDER BY 2",
				"SELECT 'cursor', name FROM pg_catalog.pg_cursors WHERE name <> '' ORDER BY 2",
				"SELECT 'channel', c FROM pg_catalog.pg_listening_channels() c ORDER BY 2",
				"SELECT 'temporary', relname FROM pg_catalog.pg_class WHERE relnamespace = pg_catalog.pg_my_temp_schema() "
						+ "ORDER BY 2",
				"SELECT 'temporary', proname FROM pg_catalog.pg_proc WHERE pronamespace = pg_catalog.pg_my_temp_schema() "
						+ "ORDER BY 2",
				"SELECT 'temporary', typname FROM pg_catalog.pg_type WHERE typnamespace = pg_catalog.pg_my_temp_schema() "
						+ "ORDER BY 2",
				"SELECT 'lock', count(*) FROM pg_catalog.pg_locks WHERE locktype = 'advisory' "
						+ "AND pid = pg_catalog.pg_backend_pid()")) {
			try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
				while (rows.next()) {
					List<String> row = new ArrayList<>();
					for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
						row.add(String.valueOf(rows.getString(i)));
					}
					lines.add(String.join("|", row));
				}
			}
		}
		return lines;
	}

}
