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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TenantFiles} and the connections to them.
 */
class TenantFilesTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	private TenantFiles files(boolean create) {
		return new TenantFiles(this.folder + "/users/app-{tenant}.db", create, Map.of("foreign_keys", "on"));
	}

	@Test
	void opensAFileForEachTenant() throws SQLException {
		TenantFiles files = files(true);
		assertThat(files.exists("alice")).isFalse();
		try (Connection alice = files.open("alice"); Statement statement = alice.createStatement()) {
			statement.execute("CREATE TABLE t (id INTEGER)");
			assertThat(statement.executeQuery("PRAGMA foreign_keys").getInt(1)).isEqualTo(1);
		}
		assertThat(this.folder.resolve("users/app-alice.db")).isRegularFile();
		assertThat(files.exists("alice")).isTrue();
	}

	@Test
	void createsNothingWhereThatIsNotAllowed() {
		assertThatExceptionOfType(TenantException.class).isThrownBy(() -> files(false).open("alice"))
			.withMessage("There is no tenant 'alice': the file %s does not exist, and spring.migrations.tenants.create"
				.formatted(this.folder.resolve("users/app-alice.db")) + "=false does not allow to create it.");
		assertThat(this.folder.resolve("users")).doesNotExist();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "../evil", "..", "/etc/passwd", "a/../../b", "a\0b", "x?mode=memory", ":memory:", "file:x" })
	void noNameLeadsOutOfTheFolder(String tenant) throws Exception {
		try (Connection connection = files(true).open(tenant); Statement statement = connection.createStatement()) {
			statement.execute("CREATE TABLE t (id INTEGER)");
		}
		try (Stream<Path> files = Files.walk(this.folder)) {
			assertThat(files.filter(Files::isRegularFile)).singleElement()
				.satisfies((file) -> assertThat(file.getParent()).isEqualTo(this.folder.resolve("users")));
		}
		try (Stream<String> names = files(true).names()) {
			assertThat(names).containsExactly(tenant);
		}
	}

	@Test
	void listsTenantsAndNothingElse() throws IOException, SQLException {
		assertThat(files(true).names()).isEmpty();
		Files.createDirectories(this.folder.resolve("users"));
		for (String name : new String[] { "app-b.db", "app-a.db", "app-.db", "app-A.db", "app-a.db-wal", "other.db",
				"app-=41.db" }) {
			Files.createFile(this.folder.resolve("users").resolve(name));
		}
		assertThat(files(true).names()).containsExactly("A", "a", "b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "data/users.db", "data/{tenant}/{tenant}.db", "data/{tenant}/app.db", "" })
	void refusesAPatternThatDoesNotNameTheTenantOnce(String pattern) {
		assertThatIllegalArgumentException().isThrownBy(() -> new TenantFiles(pattern, true, Map.of()))
			.withMessage("'%s' has to hold {tenant} once, in the name of the file".formatted(pattern));
	}

	@Test
	void keepsNoMoreConnectionsOpenThanAllowedAndNeverClosesOneInUse() throws SQLException {
		Tenants tenants = new Tenants((tenant) -> {
		});
		try (TenantConnections connections = new TenantConnections(files(true), tenants,
				new TenantConnections.Size(2, 2, Duration.ofMinutes(1), Duration.ofMillis(50)))) {
			Connection used = connections.get("a");
			for (int i = 0; i < 10; i++) {
				connections.get("t" + i).close();
				assertThat(connections.open()).isLessThanOrEqualTo(2);
			}
			assertThat(used.isValid(1)).isTrue();
			Connection other = connections.get("b");
			assertThatExceptionOfType(TenantException.class).isThrownBy(() -> connections.get("c"))
				.withMessage("All 2 connections to databases of tenants are in use (0 of tenant 'c'), and none became "
						+ "free in PT0.05S. See spring.migrations.tenants.pool");
			used.close();
			other.close();
			assertThat(used.isClosed()).isTrue();
			assertThatExceptionOfType(SQLException.class).isThrownBy(used::createStatement)
				.withMessage("The connection has been closed");
		}
	}

	@Test
	void whatIsNotCommittedIsRolledBackWhenAConnectionIsGivenBack() throws SQLException {
		Tenants tenants = new Tenants((tenant) -> {
		});
		try (TenantConnections connections = new TenantConnections(files(true), tenants,
				new TenantConnections.Size(1, 1, Duration.ofMinutes(1), Duration.ofSeconds(1)))) {
			try (Connection connection = connections.get("a"); Statement statement = connection.createStatement()) {
				statement.execute("CREATE TABLE t (id INTEGER)");
				connection.setAutoCommit(false);
				statement.execute("INSERT INTO t VALUES (1)");
			}
			try (Connection connection = connections.get("a"); Statement statement = connection.createStatement()) {
				assertThat(connection.getAutoCommit()).isTrue();
				assertThat(statement.executeQuery("SELECT count(*) FROM t").getInt(1)).isZero();
			}
		}
	}

	@Test
	void aDatabaseThatDisappearedIsMigratedAgain() throws Exception {
		int[] runs = new int[1];
		Tenants tenants = new Tenants((tenant) -> runs[0]++);
		TenantFiles files = files(true);
		try (TenantConnections connections = new TenantConnections(files, tenants,
				new TenantConnections.Size(1, 1, Duration.ofMinutes(1), Duration.ofSeconds(1)));
				TenantDataSource dataSource = new TenantDataSource(() -> "a", tenants, connections)) {
			dataSource.getConnection().close();
			int before = runs[0];
			connections.clear("a");
			Files.delete(files.file("a"));
			dataSource.getConnection().close();
			assertThat(runs[0]).isEqualTo(before + 1);
		}
	}

	@Test
	void saysThatNoTenantIsKnown() {
		Tenants tenants = new Tenants((tenant) -> {
		});
		try (TenantConnections connections = new TenantConnections(files(true), tenants,
				new TenantConnections.Size(1, 1, Duration.ofMinutes(1), Duration.ofSeconds(1)));
				TenantDataSource dataSource = new TenantDataSource(() -> null, tenants, connections)) {
			assertThatExceptionOfType(TenantException.class).isThrownBy(dataSource::getConnection)
				.withMessage("No tenant is known for this thread: the bean of type CurrentTenant says null.");
		}
	}

}
