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
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.migrations.database.DatabaseServer;
import io.github.migrations.database.Databases;
import io.github.migrations.test.TestServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link ServerDatabases}.
 */
class ServerDatabasesTests {

	@SuppressWarnings("NullAway.Init")
	private TestServer server;

	@BeforeEach
	void open() {
		this.server = TestServer.create();
	}

	@AfterEach
	void close() {
		this.server.close();
	}

	static DatabaseServer server(TestServer server) {
		return login(server, server.own().username(), server.own().password());
	}

	static DatabaseServer login(TestServer server, String user, String password) {
		return Objects
			.requireNonNull(Databases.server(server.own().url(), () -> new DatabaseServer.Login(user, password)));
	}

	private ServerDatabases databases() {
		return databases(this.server.pattern(), true);
	}

	private ServerDatabases databases(String pattern, boolean create) {
		return new ServerDatabases(server(this.server), pattern, create);
	}

	private static TenantConnections connections(TenantDatabases databases, Tenants tenants) {
		return new TenantConnections(databases, tenants,
				new TenantConnections.Size(2, 2, Duration.ofMinutes(1), Duration.ofSeconds(5)));
	}

	@Test
	void eachTenantHasItsOwnDatabase() throws SQLException {
		ServerDatabases databases = databases();
		Tenants tenants = TenantScripts.JOBS.tenants(databases);
		List<String> names = List.of("acme", "ACME", "Acme", "Zoë & Co");
		try (TenantConnections connections = connections(databases, tenants)) {
			for (String tenant : names) {
				TenantDataSource dataSource = new TenantDataSource(() -> tenant, tenants, connections);
				try (Connection connection = dataSource.getConnection()) {
					TenantScripts.execute(connection, "INSERT INTO jobs VALUES (1, '" + tenant + "')");
				}
			}
			for (String tenant : names) {
				try (Connection connection = connections.get(tenant)) {
					assertThat(TenantScripts.query(connection, "SELECT title FROM jobs")).containsExactly(tenant);
					assertThat(TenantScripts.query(connection, "SELECT version FROM schema_migrations ORDER BY 1"))
						.containsExactly("001", "002");
				}
			}
		}
		String prefix = this.server.prefix();
		assertThat(this.server.databases()).containsExactly(prefix + "=41=43=4d=45", prefix + "=41cme",
				prefix + "=5ao=c3=ab=20=26=20=43o", prefix + "acme");
		assertThat(databases.names()).containsExactly("ACME", "Acme", "Zoë & Co", "acme");
		assertThat(this.server.query("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
			.as("the application's own database")
			.containsExactly("0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\";DROP DATABASE x--", "');DROP TABLE x--", "a\\'", "postgres", "template1", "a\0b",
			"a,b", "../x", "x?user=postgres", "x&a=b", "TENANT", "{tenant}" })
	void noNameIsTakenForAnythingElse(String tenant) throws SQLException {
		ServerDatabases databases = databases();
		try (Connection connection = databases.open(tenant)) {
			assertThat(TenantScripts.query(connection, "SELECT current_database(), current_user"))
				.containsExactly(databases.database(tenant) + "|" + this.server.own().username());
		}
		assertThat(databases.names()).containsExactly(tenant);
		assertThat(databases.exists(tenant)).isTrue();
		assertThat(this.server.databases()).containsExactly(databases.database(tenant));
	}

	@Test
	void createsNothingWhereThatIsNotAllowed() throws SQLException {
		ServerDatabases databases = databases(this.server.pattern(), false);
		assertThatExceptionOfType(UnknownTenantException.class).isThrownBy(() -> databases.open("a"))
			.withMessage(("There is no tenant 'a': the database %sa does not exist, and "
					+ "spring.migrations.tenants.create=false does not allow to create it.")
				.formatted(this.server.prefix()));
		assertThat(databases.openIfExists("a")).isNull();
		assertThat(databases.exists("a")).isFalse();
		assertThat(databases.isNew("a")).isFalse();
		assertThat(databases.names()).isEmpty();
		databases().open("a").close();
		assertThat(databases.exists("a")).isTrue();
		databases.open("a").close();
	}

	@Test
	void saysWhyADatabaseCannotBeCreated() throws SQLException {
		String user = this.server.createUser("NOCREATEDB");
		ServerDatabases databases = new ServerDatabases(login(this.server, user, "secret"), this.server.pattern(),
				true);
		assertThatExceptionOfType(TenantException.class).isThrownBy(() -> databases.open("a"))
			.withMessage("The database %sa of tenant 'a' cannot be created: permission denied to create database "
				.formatted(this.server.prefix()) + "(SQLSTATE 42501)");
		databases().open("b").close();
		assertThat(databases.names()).as("one that exists can be used").containsExactly("b");
		databases.open("b").close();
	}

	@Test
	void saysWhyADatabaseCannotBeOpened() throws SQLException {
		databases().open("a").close();
		String database = this.server.prefix() + "a";
		this.server.execute("ALTER DATABASE %s ALLOW_CONNECTIONS false".formatted(database));
		assertThatExceptionOfType(TenantException.class).isThrownBy(() -> databases().open("a"))
			.withMessage(("The database %s of tenant 'a' cannot be opened: database \"%s\" is not currently accepting "
					+ "connections (SQLSTATE 55000)")
				.formatted(database, database));
		assertThat(databases().names()).isEmpty();
		assertThat(databases().exists("a")).isFalse();
	}

	@Test
	void aDatabaseThatOthersAreCopiedFromIsNoTenants() throws SQLException {
		databases().open("a").close();
		databases().open("b").close();
		this.server.execute("ALTER DATABASE %sb IS_TEMPLATE true".formatted(this.server.prefix()));
		assertThat(databases().names()).containsExactly("a");
	}

	@Test
	void whatIsTheApplicationsOwnOrTheServersIsNoTenants() throws SQLException {
		String own = this.server.own().name();
		assertReserved(own.substring(0, 5) + "{tenant}", own.substring(5), own);
		assertReserved("post{tenant}", "gres", "postgres");
		assertReserved("{tenant}0", "template", "template0");
		assertReserved("template{tenant}", "1", "template1");
		assertThat(databases(own.substring(0, 5) + "{tenant}", true).names()).doesNotContain(own.substring(5));
		assertThat(databases("post{tenant}", true).names()).isEmpty();
	}

	private void assertReserved(String pattern, String tenant, String database) {
		ServerDatabases databases = databases(pattern, true);
		String message = "There is no tenant '%s': the database %s is the application's own, or the server's."
			.formatted(tenant, database);
		assertThatExceptionOfType(UnknownTenantException.class).isThrownBy(() -> databases.open(tenant))
			.withMessage(message);
		assertThatExceptionOfType(UnknownTenantException.class).isThrownBy(() -> databases.exists(tenant))
			.withMessage(message);
		assertThatExceptionOfType(UnknownTenantException.class).isThrownBy(() -> databases.openIfExists(tenant))
			.withMessage(message);
	}

	@Test
	void theLongestNameIsNotCutAndALongerOneIsRefused() throws SQLException {
		ServerDatabases databases = databases();
		int room = 63 - this.server.prefix().length();
		databases.open("a".repeat(room)).close();
		assertThat(databases.names()).containsExactly("a".repeat(room));
		assertThatExceptionOfType(UnknownTenantException.class).isThrownBy(() -> databases.exists("a".repeat(room + 1)))
			.withMessage(
					"The name of a tenant is too long for the name of a database: '%s…' gives %d characters, and there is "
						.formatted("a".repeat(50), room + 1) + "room for %d.".formatted(room));
	}

	@ParameterizedTest
	@ValueSource(strings = { "tenants", "{tenant}", "{tenant}_{tenant}", "" })
	void refusesAPatternThatDoesNotNameTheTenantOnce(String pattern) {
		assertThatIllegalArgumentException().isThrownBy(() -> databases(pattern, true))
			.withMessage("'%s' has to hold {tenant} once, and something besides: otherwise 'postgres' would be a tenant"
				.formatted(pattern));
	}

	@Test
	void refusesAPatternThatTemplatesAreNamedBy() {
		assertThatIllegalArgumentException().isThrownBy(() -> databases("Migrations template {tenant}", true))
			.withMessage("'Migrations template {tenant}' begins with 'Migrations ', as the names of templates do");
	}

	@Test
	void aPatternMayNeedQuotes() throws SQLException {
		String pattern = this.server.prefix() + " \"Ünit\" {tenant}; %";
		ServerDatabases databases = databases(pattern, true);
		databases.open("a").close();
		assertThat(databases.names()).containsExactly("a");
		assertThat(this.server.databases()).containsExactly(pattern.replace("{tenant}", "a"));
	}

	@Test
	void aTenantWhoseDatabaseHasDisappearedGetsItBackWithItsTables() throws SQLException {
		ServerDatabases databases = databases();
		Tenants tenants = TenantScripts.JOBS.tenants(databases);
		try (TenantConnections connections = connections(databases, tenants)) {
			TenantDataSource dataSource = new TenantDataSource(() -> "a", tenants, connections);
			dataSource.getConnection().close();
			connections.clear("a");
			this.server.drop(this.server.prefix() + "a");
			try (Connection connection = dataSource.getConnection()) {
				assertThat(TenantScripts.query(connection, "SELECT id FROM contacts")).containsExactly("1");
			}
		}
	}

	/**
	 * The pool asks the connection itself whether it is any good: to ask for the list of
	 * databases would need another one.
	 */
	@Test
	void aConnectionThatHasBeenIdleIsUsedAgainWithoutAnother() throws Exception {
		AtomicReference<DatabaseServer.Login> login = new AtomicReference<>(
				new DatabaseServer.Login(this.server.own().username(), this.server.own().password()));
		ServerDatabases databases = new ServerDatabases(
				Objects.requireNonNull(Databases.server(this.server.own().url(), login::get)), this.server.pattern(),
				true);
		Tenants tenants = TenantScripts.JOBS.tenants(databases);
		try (TenantConnections connections = connections(databases, tenants)) {
			TenantDataSource dataSource = new TenantDataSource(() -> "a", tenants, connections);
			dataSource.getConnection().close();
			login.set(new DatabaseServer.Login("nobody_of_this_name", null));
			Thread.sleep(TenantConnections.TRUSTED.toMillis() + 1);
			try (Connection connection = dataSource.getConnection()) {
				assertThat(TenantScripts.query(connection, "SELECT id FROM contacts")).containsExactly("1");
			}
			this.server.drop(this.server.prefix() + "a");
			login.set(new DatabaseServer.Login(this.server.own().username(), this.server.own().password()));
			Thread.sleep(TenantConnections.TRUSTED.toMillis() + 1);
			try (Connection connection = dataSource.getConnection()) {
				assertThat(TenantScripts.query(connection, "SELECT id FROM contacts")).containsExactly("1");
			}
		}
	}

	@Test
	void whoeverConnectsIsAskedForAnewAndTheAddressKeepsItsParameters() throws SQLException {
		String user = this.server.createUser("CREATEDB");
		AtomicReference<DatabaseServer.Login> login = new AtomicReference<>(
				new DatabaseServer.Login(this.server.own().username(), this.server.own().password()));
		DatabaseServer server = Objects.requireNonNull(Databases
			.server(this.server.own().url().replaceFirst("\\?.*", "") + "?ApplicationName=a%20b", login::get));
		ServerDatabases databases = new ServerDatabases(server, this.server.pattern(), true);
		String sql = "SELECT current_user, current_setting('application_name')";
		try (Connection connection = databases.open("a")) {
			assertThat(TenantScripts.query(connection, sql)).containsExactly(this.server.own().username() + "|a b");
		}
		login.set(new DatabaseServer.Login(user, "secret"));
		try (Connection connection = databases.open("a")) {
			assertThat(TenantScripts.query(connection, sql)).containsExactly(user + "|a b");
		}
	}

	@Test
	void eachMigrationIsAppliedOnceWhenTwoProcessesCreateTheSameTenantsAtOnce() throws SQLException {
		List<Tenants> processes = List.of(TenantScripts.JOBS.tenants(databases()),
				TenantScripts.JOBS.tenants(databases()));
		CompletableFuture<?>[] callers = IntStream.range(0, 16)
			.mapToObj((i) -> CompletableFuture.runAsync(() -> await(processes.get(i % 2), "t" + i / 8),
					(task) -> new Thread(task).start()))
			.toArray(CompletableFuture<?>[]::new);
		assertThat(CompletableFuture.allOf(callers)).succeedsWithin(Duration.ofSeconds(60));
		assertThat(databases().names()).containsExactly("t0", "t1");
		for (String tenant : List.of("t0", "t1")) {
			try (Connection connection = databases().open(tenant)) {
				assertThat(TenantScripts.query(connection, "SELECT count(*) FROM contacts")).containsExactly("1");
				assertThat(TenantScripts.query(connection, "SELECT count(*) FROM schema_migrations"))
					.containsExactly("2");
			}
		}
	}

	static void await(Tenants tenants, String tenant) {
		try {
			tenants.await(tenant);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
