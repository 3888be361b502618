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
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PreferQueryMode;

import io.github.migrations.test.TestPostgres;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PostgresText}: operators with several question marks arrive at the
 * server as they are.
 */
class PostgresTextTests {

	private final TestPostgres.Database database = TestPostgres.createDatabase();

	private final Connection connection;

	private final Session session;

	PostgresTextTests() throws SQLException {
		this.connection = this.database.dataSource().getConnection();
		this.session = PostgresSession.open(this.connection, new TableName(null, "schema_migrations"));
	}

	@BeforeEach
	void createTable() throws SQLException {
		TestStatements.execute(this.connection, "CREATE TABLE t (same BOOLEAN)");
	}

	@AfterEach
	void dropDatabase() throws SQLException {
		this.session.close();
		this.connection.close();
		this.database.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "?", "??", "???", "??|", "|????" })
	void operatorsMayHaveSeveralQuestionMarks(String operator) throws SQLException {
		execute("CREATE OPERATOR " + operator + " (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq)");
		assertThat(TestStatements.value(this.connection, "SELECT oprname FROM pg_operator WHERE oid >= 16384"))
			.isEqualTo(operator);
		execute("INSERT INTO t SELECT 'a'::text " + operator + " 'a'");
		assertThat(count()).isEqualTo("1");
	}

	@ParameterizedTest
	@EnumSource(PreferQueryMode.class)
	void operatorsInEveryModeOfTheDriver(PreferQueryMode mode) throws SQLException {
		this.connection.unwrap(BaseConnection.class).getQueryExecutor().setPreferQueryMode(mode);
		operatorsMayHaveSeveralQuestionMarks("??");
	}

	@ParameterizedTest
	@ValueSource(ints = { 3, 300 })
	void operatorsOfManyStatementsToo(int statements) throws SQLException {
		execute("CREATE OPERATOR ?? (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq)");
		TestStatements.execute(this.connection, "BEGIN");
		this.session.executeBatch(List.copyOf(Collections.nCopies(statements, "INSERT INTO t SELECT 'a'::text ?? 'a'")),
				Session.Cancellation.NONE);
		TestStatements.execute(this.connection, "COMMIT");
		assertThat(count()).isEqualTo(String.valueOf(statements));
	}

	@Test
	void whatIsNoOperatorRemains() throws SQLException {
		execute("CREATE TABLE texts AS SELECT '??' || $$??$$ || E'\\'??' || /* ?? ' */ $a$ ' ??$a$ AS \"a??\" -- ??");
		assertThat(Sql.value(this.connection, "SELECT row_to_json(texts) FROM texts"))
			.isEqualTo("{\"a??\":\"????'?? ' ??\"}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			a ? b | a ?? b
			a ?? b | a ???? b
			a ?? '??' ? 'b' | a ???? '??' ?? 'b'
			'\\' ?? '' | '\\' ???? ''
			a ?? 'open | a ???? 'open
			""")
	void doublesQuestionMarks(String sql, String text) {
		assertThat(PostgresText.doubled(sql, true)).isEqualTo(text);
	}

	private void execute(String sql) throws SQLException {
		this.session.execute(sql, Session.Cancellation.NONE);
	}

	private String count() throws SQLException {
		return String.valueOf(TestStatements.value(this.connection, "SELECT count(*) FROM t WHERE same"));
	}

}
