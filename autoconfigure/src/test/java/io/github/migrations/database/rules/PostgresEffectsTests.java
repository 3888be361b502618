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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.migrations.test.TestPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the rules for PostgreSQL say happens, in a real PostgreSQL: whether a table is
 * written anew, whether its rows are read, and how it is locked.
 */
class PostgresEffectsTests {

	@SuppressWarnings("NullAway.Init")
	private TestPostgres.Database database;

	@SuppressWarnings("NullAway.Init")
	private Connection connection;

	@BeforeEach
	void openDatabase() throws SQLException {
		this.database = TestPostgres.createDatabase();
		this.connection = this.database.dataSource().getConnection();
		execute("CREATE TABLE o (id bigint PRIMARY KEY)",
				"CREATE TABLE t (id int, small varchar(50), free varchar, bio text, price numeric(10, 2), at timestamp(3), "
						+ "address cidr, bits varbit(8), o bigint)",
				"INSERT INTO o VALUES (1)", "INSERT INTO t VALUES (1, 'a', 'b', 'c', 1, now(), '10.0.0.0', '1', 1)",
				"CREATE INDEX i ON t (id)", "CREATE SEQUENCE s", "SET client_min_messages = debug1");
		this.connection.setAutoCommit(false);
	}

	@AfterEach
	void closeDatabase() throws SQLException {
		this.connection.close();
		this.database.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ADD COLUMN c double precision DEFAULT random()",
			"ADD COLUMN c timestamptz DEFAULT clock_timestamp()", "ADD COLUMN c bigint DEFAULT nextval('s')",
			"ADD COLUMN c bigserial", "ADD COLUMN c bigint GENERATED ALWAYS AS IDENTITY",
			"ADD COLUMN c int GENERATED ALWAYS AS (id + 1) STORED", "ALTER COLUMN id TYPE bigint",
			"ALTER COLUMN price TYPE numeric(12, 4)", "ALTER COLUMN bio TYPE varchar(100)",
			"ALTER COLUMN small TYPE varchar(40)", "ALTER COLUMN bio TYPE text USING lower(bio)", "SET UNLOGGED" })
	void writesTheTableAnew(String action) throws SQLException {
		String before = file();
		execute("ALTER TABLE t " + action);
		assertThat(file()).isNotEqualTo(before);
		assertThat(lock("t")).isEqualTo("AccessExclusiveLock");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ADD COLUMN c timestamptz DEFAULT now()", "ADD COLUMN c int NOT NULL DEFAULT 1",
			"ADD COLUMN c bigint REFERENCES o", "ALTER COLUMN small TYPE varchar(60)",
			"ALTER COLUMN small TYPE varchar", "ALTER COLUMN small TYPE text", "ALTER COLUMN bio TYPE varchar",
			"ALTER COLUMN price TYPE numeric(12, 2)", "ALTER COLUMN price TYPE numeric",
			"ALTER COLUMN at TYPE timestamp(6)", "ALTER COLUMN at TYPE timestamp", "ALTER COLUMN address TYPE inet",
			"ALTER COLUMN bits TYPE varbit(16)", "ALTER COLUMN free TYPE text USING free::text",
			"ADD CONSTRAINT n CHECK (id > 0) NOT VALID", "ADD CONSTRAINT n FOREIGN KEY (o) REFERENCES o NOT VALID" })
	void neitherWritesNorReadsTheRows(String action) throws SQLException {
		String before = file();
		assertThat(messages("ALTER TABLE t " + action)).noneMatch(PostgresEffectsTests::readsRows);
		assertThat(file()).isEqualTo(before);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			ALTER COLUMN id SET NOT NULL                  | AccessExclusiveLock
			ADD CHECK (id > 0)                            | AccessExclusiveLock
			ADD COLUMN c int CHECK (c > 0)                | AccessExclusiveLock
			ADD FOREIGN KEY (o) REFERENCES o              | ShareRowExclusiveLock
			ADD COLUMN c bigint DEFAULT 1 REFERENCES o    | AccessExclusiveLock
			ADD UNIQUE (id)                               | AccessExclusiveLock
			ADD COLUMN c int UNIQUE                       | AccessExclusiveLock
			ADD PRIMARY KEY (id)                          | AccessExclusiveLock
			ADD EXCLUDE USING btree (id WITH =)           | AccessExclusiveLock
			""")
	void readsAllRowsUnderALock(String action, String lock) throws SQLException {
		assertThat(messages("ALTER TABLE t " + action)).anyMatch(PostgresEffectsTests::readsRows);
		assertThat(lock("t")).isEqualTo(lock);
	}

	@Test
	void aValidatedCheckProvesNotNull() throws SQLException {
		execute("ALTER TABLE t ADD CONSTRAINT n CHECK (id IS NOT NULL) NOT VALID");
		this.connection.commit();
		assertThat(messages("ALTER TABLE t VALIDATE CONSTRAINT n")).anyMatch(PostgresEffectsTests::readsRows);
		assertThat(lock("t")).isEqualTo("ShareUpdateExclusiveLock");
		this.connection.commit();
		assertThat(messages("ALTER TABLE t ALTER COLUMN id SET NOT NULL")).noneMatch(PostgresEffectsTests::readsRows);
	}

	@Test
	void whatIsValidatedInTheSameTransactionIsReadUnderTheFirstLock() throws SQLException {
		execute("ALTER TABLE t ADD CONSTRAINT n CHECK (id > 0) NOT VALID");
		assertThat(messages("ALTER TABLE t VALIDATE CONSTRAINT n")).anyMatch(PostgresEffectsTests::readsRows);
		assertThat(lock("t")).isEqualTo("AccessExclusiveLock");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			CREATE INDEX j ON t (bio)              | ShareLock
			DROP INDEX i                           | AccessExclusiveLock
			REINDEX INDEX i                        | ShareLock
			TRUNCATE t                             | AccessExclusiveLock
			LOCK TABLE t                           | AccessExclusiveLock
			LOCK TABLE t IN SHARE MODE             | ShareLock
			ALTER TABLE t RENAME COLUMN id TO id2  | AccessExclusiveLock
			ALTER TABLE t OWNER TO CURRENT_USER    | AccessExclusiveLock
			ALTER TABLE t SET (fillfactor = 80)    | ShareUpdateExclusiveLock
			""")
	void locksTheTable(String statement, String lock) throws SQLException {
		execute(statement);
		assertThat(lock("t")).isEqualTo(lock);
	}

	@Test
	void detachingAPartitionLocksThePartitionedTable() throws SQLException {
		execute("CREATE TABLE p (id int) PARTITION BY LIST (id)", "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)");
		this.connection.commit();
		execute("ALTER TABLE p DETACH PARTITION p1");
		assertThat(lock("p")).isEqualTo("AccessExclusiveLock");
	}

	@Test
	void aConstraintOfADomainLocksTheTablesThatUseIt() throws SQLException {
		execute("CREATE DOMAIN d AS int", "CREATE TABLE u (a d)");
		this.connection.commit();
		execute("ALTER DOMAIN d ADD CHECK (value > 0)");
		assertThat(lock("u")).isEqualTo("ShareLock");
		this.connection.rollback();
		execute("ALTER DOMAIN d ADD CHECK (value > 0) NOT VALID");
		assertThat(lock("u")).isNull();
	}

	@Test
	void aColumnThatIsNotNullWithoutADefaultIsRefusedWhereThereAreRows() throws SQLException {
		refused("ALTER TABLE t ADD COLUMN c int NOT NULL", "23502");
		execute("DELETE FROM t", "ALTER TABLE t ADD COLUMN c int NOT NULL");
	}

	@Test
	void jsonCannotBeCompared() throws SQLException {
		execute("ALTER TABLE t ADD COLUMN c jsonb", "SELECT DISTINCT * FROM t", "ALTER TABLE t ADD COLUMN d json");
		refused("SELECT DISTINCT * FROM t", "42883");
	}

	@Test
	void aNewEnumValueCannotBeUsedInItsTransactionUnlessTheTypeIsNewToo() throws SQLException {
		execute("CREATE TYPE e AS ENUM ('a')");
		this.connection.commit();
		execute("ALTER TYPE e ADD VALUE 'b'");
		refused("SELECT 'b'::e", "55P04");
		execute("CREATE TYPE f AS ENUM ('a')", "ALTER TYPE f ADD VALUE 'b'", "SELECT 'b'::f");
	}

	private void refused(String statement, String state) throws SQLException {
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> execute(statement))
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo(state));
		this.connection.rollback();
	}

	/** PostgreSQL itself says in its debug messages what it does with the rows. */
	private static boolean readsRows(String message) {
		return message.startsWith("verifying table") || message.startsWith("validating foreign key")
				|| message.startsWith("rewriting table") || message.startsWith("building index \"t_");
	}

	private void execute(String... statements) throws SQLException {
		for (String sql : statements) {
			messages(sql);
		}
	}

	private List<String> messages(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
			List<String> messages = new ArrayList<>();
			for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
				messages.add(String.valueOf(warning.getMessage()));
			}
			return messages;
		}
	}

	private @Nullable String file() throws SQLException {
		return value("SELECT pg_relation_filenode('t')");
	}

	/** The strongest lock that is held, by the order of strength. */
	private @Nullable String lock(String table) throws SQLException {
		return value("SELECT mode FROM pg_locks WHERE pid = pg_backend_pid() AND relation = '" + table
				+ "'::regclass AND mode <> 'AccessShareLock' ORDER BY array_position(ARRAY['AccessExclusiveLock', "
				+ "'ExclusiveLock', 'ShareRowExclusiveLock', 'ShareLock', 'ShareUpdateExclusiveLock'], mode) LIMIT 1");
	}

	private @Nullable String value(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			return (rows.next()) ? rows.getString(1) : null;
		}
	}

}
