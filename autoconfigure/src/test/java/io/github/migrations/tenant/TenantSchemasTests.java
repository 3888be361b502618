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

package io.github.migrations.tenant;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.migrations.test.TestPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link TenantSchemas}, with one session that everybody gets.
 */
class TenantSchemasTests {

	@SuppressWarnings("NullAway.Init")
	private TestPostgres.Database database;

	@SuppressWarnings("NullAway.Init")
	private HikariDataSource pool;

	@BeforeEach
	void open() {
		this.database = TestPostgres.createDatabase();
		this.pool = new HikariDataSource();
		this.pool.setJdbcUrl(this.database.url());
		this.pool.setUsername(this.database.username());
		this.pool.setPassword(this.database.password());
		this.pool.setMaximumPoolSize(1);
		this.pool.setConnectionTimeout(10_000);
	}

	@AfterEach
	void close() {
		this.pool.close();
		this.database.close();
	}

	private TenantSchemas schemas() {
		return new TenantSchemas(this.pool, "tenant_{tenant}", null, true);
	}

	private List<String> query(String sql) throws SQLException {
		try (Connection connection = this.pool.getConnection()) {
			return TenantScripts.query(connection, sql);
		}
	}

	private void execute(String... statements) throws SQLException {
		try (Connection connection = this.pool.getConnection()) {
			TenantScripts.execute(connection, statements);
		}
	}

	@Test
	void eachTenantHasItsOwnTables() throws SQLException {
		TenantSchemas schemas = schemas();
		Tenants tenants = TenantScripts.JOBS.tenants(schemas);
		try (TenantConnections connections = connections(schemas, tenants)) {
			for (String tenant : List.of("acme", "Zoë & Co")) {
				TenantDataSource dataSource = new TenantDataSource(() -> tenant, tenants, connections);
				try (Connection connection = dataSource.getConnection()) {
					TenantScripts.execute(connection, "INSERT INTO jobs VALUES (1, '" + tenant + "')");
				}
			}
		}
		assertThat(query("SELECT title FROM tenant_acme.jobs")).containsExactly("acme");
		assertThat(query("SELECT title FROM \"tenant_=5ao=c3=ab=20=26=20=43o\".jobs")).containsExactly("Zoë & Co");
		assertThat(query("SELECT version FROM tenant_acme.schema_migrations ORDER BY 1")).containsExactly("001", "002");
		assertThat(query("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")).containsExactly("0");
		assertThat(schemas.names()).containsExactly("Zoë & Co", "acme");
	}

	@Test
	void theSessionFindsWhatItFoundBeforeOnceTheConnectionIsClosed() throws SQLException {
		execute("SELECT set_config('search_path', '$user, it''s, \"Public\"', false)");
		try (Connection connection = schemas().open("a")) {
			assertThat(TenantScripts.query(connection, "SHOW search_path")).containsExactly("tenant_a");
			connection.setAutoCommit(false);
			TenantScripts.execute(connection, "SET search_path TO elsewhere", "CREATE TABLE tenant_a.t (id int)");
		}
		assertThat(query("SHOW search_path")).containsExactly("$user, it's, \"Public\"");
		assertThat(query("SELECT count(*) FROM pg_tables WHERE tablename = 't'")).containsExactly("0");
	}

	@Test
	void theSchemaStaysWhenATransactionIsRolledBackAlsoWhereThePoolBeginsOne() throws SQLException {
		this.pool.setAutoCommit(false);
		try (Connection connection = schemas().open("a")) {
			connection.rollback();
			assertThat(TenantScripts.query(connection, "SELECT current_schema()")).containsExactly("tenant_a");
		}
		try (Connection connection = this.pool.getConnection()) {
			connection.rollback();
			assertThat(TenantScripts.query(connection, "SELECT current_schema()")).containsExactly("public");
		}
	}

	@Test
	void aFailedTransactionIsNoReasonToLeaveTheSchemaToTheNext() throws SQLException {
		try (Connection connection = schemas().open("a")) {
			connection.setAutoCommit(false);
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> TenantScripts.execute(connection, "SELECT nothing"));
		}
		assertThat(query("SELECT current_schema()")).containsExactly("public");
	}

	@Test
	void aSessionThatCannotBePutBackIsEnded() throws SQLException {
		try (Connection connection = schemas().open("a")) {
			try (Connection other = this.database.dataSource().getConnection()) {
				TenantScripts.execute(other, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
						+ "WHERE datname = current_database() AND pid <> pg_backend_pid()");
			}
			connection.setAutoCommit(false);
		}
		assertThat(query("SELECT current_schema()")).containsExactly("public");
	}

	/**
	 * A statement that the driver has prepared on the server must not be taken for that
	 * of another tenant, whose table has other columns.
	 */
	@Test
	void aPreparedStatementMeansTheTableOfTheTenant() throws SQLException {
		TenantSchemas schemas = schemas();
		try (Connection connection = schemas.open("a")) {
			TenantScripts.execute(connection, "CREATE TABLE t (id int)", "INSERT INTO t VALUES (1)");
		}
		try (Connection connection = schemas.open("b")) {
			TenantScripts.execute(connection, "CREATE TABLE t (id text)", "INSERT INTO t VALUES ('b')");
		}
		for (int i = 0; i < 20; i++) {
			String tenant = (i % 2 == 0) ? "a" : "b";
			try (Connection connection = schemas.open(tenant)) {
				connection.setAutoCommit(false);
				for (int j = 0; j < 7; j++) {
					try (PreparedStatement statement = connection.prepareStatement("SELECT id FROM t");
							ResultSet rows = statement.executeQuery()) {
						rows.next();
						assertThat(rows.getString(1)).isEqualTo((i % 2 == 0) ? "1" : "b");
					}
				}
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\";DROP TABLE x--", "');DROP TABLE x--", "a\\'", "public", "pg_catalog", "$user", "a\0b",
			"a,b", "../x", "TENANT", "tenant" })
	void noNameIsTakenForAnythingElse(String tenant) throws SQLException {
		TenantSchemas schemas = schemas();
		try (Connection connection = schemas.open(tenant)) {
			TenantScripts.execute(connection, "CREATE TABLE t (id int)");
		}
		assertThat(schemas.names()).containsExactly(tenant);
		assertThat(schemas.exists(tenant)).isTrue();
		assertThat(query("SELECT schemaname LIKE 'tenant\\_%' FROM pg_tables WHERE tablename = 't'"))
			.containsExactly("t");
		assertThat(query("SELECT count(*) FROM pg_namespace WHERE nspname = 'public'")).containsExactly("1");
	}

	@Test
	void createsNothingWhereThatIsNotAllowed() throws SQLException {
		TenantSchemas schemas = new TenantSchemas(this.pool, "tenant_{tenant}", null, false);
		assertThatExceptionOfType(TenantException.class).isThrownBy(() -> schemas.open("a"))
			.withMessage("There is no tenant 'a': the schema tenant_a does not exist, and "
					+ "spring.migrations.tenants.create=false does not allow to create it.");
		assertThat(schemas.openIfExists("a")).isNull();
		assertThat(schemas.exists("a")).isFalse();
		assertThat(schemas.names()).isEmpty();
		assertThat(query("SELECT current_schema()")).containsExactly("public");
	}

	@Test
	void saysWhyASchemaCannotBeCreated() throws SQLException {
		String role = this.database.name() + "_user";
		execute("CREATE ROLE %s".formatted(role));
		try (HikariDataSource restricted = new HikariDataSource()) {
			this.pool.copyStateTo(restricted);
			restricted.setConnectionInitSql("SET ROLE " + role);
			assertThatExceptionOfType(TenantException.class)
				.isThrownBy(() -> new TenantSchemas(restricted, "tenant_{tenant}", null, true).open("a"))
				.withMessage("The schema tenant_a of tenant 'a' cannot be created: permission denied for database "
						+ this.database.name() + " (SQLSTATE 42501)");
		}
		execute("DROP ROLE %s".formatted(role));
	}

	@Test
	void refusesANameForWhichASchemaHasNoRoom() {
		String longest = "a".repeat(56);
		assertThatExceptionOfType(TenantException.class).isThrownBy(() -> schemas().exists(longest + "a"))
			.withMessage("The name of a tenant is too long for the name of a schema: '%s…' gives 57 characters, and "
				.formatted("a".repeat(50)) + "there is room for 56.");
		assertThatExceptionOfType(TenantException.class).isThrownBy(() -> schemas().open("é".repeat(20)))
			.withMessageEndingWith("gives 120 characters, and there is room for 56.");
	}

	@Test
	void theLongestNameIsNotCut() throws SQLException {
		TenantSchemas schemas = schemas();
		schemas.open("a".repeat(56)).close();
		assertThat(schemas.names()).containsExactly("a".repeat(56));
	}

	@Test
	void onlyWhatTheQueryListsIsATenant() throws SQLException {
		execute("CREATE TABLE customers (name text)", "CREATE SCHEMA \"Acme\"", "CREATE SCHEMA secret",
				"INSERT INTO customers VALUES ('Acme'), (NULL)");
		TenantSchemas schemas = new TenantSchemas(this.pool, null, "SELECT name FROM customers", true);
		assertThat(schemas.names()).containsExactly("Acme");
		try (Connection connection = schemas.open("Acme")) {
			assertThat(TenantScripts.query(connection, "SELECT current_schema()")).containsExactly("Acme");
		}
		for (String other : List.of("secret", "public", "acme", "pg_catalog", "x\0")) {
			assertThat(schemas.exists(other)).isFalse();
			assertThatExceptionOfType(TenantException.class).isThrownBy(() -> schemas.open(other))
				.withMessage(
						"There is no tenant '%s': the query spring.migrations.tenants.schemas-query does not list it."
							.formatted(other.replace('\0', '?')));
		}
		execute("INSERT INTO customers VALUES ('secret')");
		assertThat(schemas.exists("secret")).as("a customer who came later").isTrue();
	}

	@Test
	void aQueryMayListTheSchemasThatFitThePattern() throws SQLException {
		TenantSchemas schemas = new TenantSchemas(this.pool, "tenant_{tenant}",
				"VALUES ('tenant_b'), ('tenant_a'), ('other'), ('tenant_'), ('tenant_A')", true);
		assertThat(schemas.names()).containsExactly("a", "b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "tenants", "{tenant}", "{tenant}_{tenant}", "" })
	void refusesAPatternThatDoesNotNameTheTenantOnce(String pattern) {
		assertThatIllegalArgumentException().isThrownBy(() -> new TenantSchemas(this.pool, pattern, null, true))
			.withMessage("'%s' has to hold {tenant} once, and something besides: otherwise 'public' would be a tenant"
				.formatted(pattern));
	}

	@Test
	void refusesWhatThePatternMustNotBe() {
		assertThatIllegalArgumentException().isThrownBy(() -> new TenantSchemas(this.pool, "pg_{tenant}", null, true))
			.withMessage("'pg_{tenant}' begins with pg_, which the database keeps for itself");
		assertThatIllegalArgumentException().isThrownBy(() -> new TenantSchemas(this.pool, null, null, true))
			.withMessage("Neither a pattern for the names of schemas nor a query is given");
	}

	@Test
	void aTenantWhoseSchemaHasDisappearedGetsItBackWithItsTables() throws SQLException {
		TenantSchemas schemas = schemas();
		Tenants tenants = TenantScripts.JOBS.tenants(schemas);
		try (TenantConnections connections = connections(schemas, tenants)) {
			TenantDataSource dataSource = new TenantDataSource(() -> "a", tenants, connections);
			dataSource.getConnection().close();
			try (Connection connection = this.pool.getConnection()) {
				TenantScripts.execute(connection, "DROP SCHEMA tenant_a CASCADE");
			}
			try (Connection connection = dataSource.getConnection()) {
				assertThat(TenantScripts.query(connection, "SELECT id FROM contacts")).containsExactly("1");
			}
		}
	}

	@Test
	void manyWhoComeAtOnceGetOneSchema() throws SQLException {
		this.pool.setMaximumPoolSize(8);
		for (String tenant : List.of("a", "b", "c", "d")) {
			CompletableFuture<?>[] callers = IntStream.range(0, 8)
				.mapToObj((i) -> CompletableFuture.runAsync(() -> open(tenant), (task) -> new Thread(task).start()))
				.toArray(CompletableFuture<?>[]::new);
			assertThat(CompletableFuture.allOf(callers)).succeedsWithin(Duration.ofSeconds(60));
		}
		assertThat(schemas().names()).containsExactly("a", "b", "c", "d");
	}

	private void open(String tenant) {
		try {
			schemas().open(tenant).close();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static TenantConnections connections(TenantSchemas schemas, Tenants tenants) {
		return new TenantConnections(schemas, tenants,
				new TenantConnections.Size(1, 1, Duration.ofMinutes(1), Duration.ofSeconds(1)));
	}

}
