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

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link TenantConnections} and the connections that it lends.
 */
class TenantConnectionsTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	private TenantFiles files() {
		return new TenantFiles(this.folder + "/users/app-{tenant}.db", true, Map.of("foreign_keys", "on"));
	}

	private TenantConnections one() {
		return new TenantConnections(files(), new Tenants((tenant) -> {
		}), new TenantConnections.Size(1, 1, Duration.ofMinutes(1), Duration.ofSeconds(1)));
	}

	@Test
	void keepsNoMoreConnectionsOpenThanAllowedAndNeverClosesOneInUse() throws SQLException {
		Tenants tenants = new Tenants((tenant) -> {
		});
		try (TenantConnections connections = new TenantConnections(files(), tenants,
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
		try (TenantConnections connections = new TenantConnections(files(), tenants,
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
		TenantFiles files = files();
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

	/**
	 * A connection to a file that has been deleted would go on writing to nowhere.
	 */
	@Test
	void aConnectionThatHasBeenIdleIsNotUsedForAFileThatIsGone() throws Exception {
		int[] runs = new int[1];
		TenantFiles files = files();
		Tenants tenants = new Tenants((tenant) -> {
			runs[0]++;
			files.open(tenant).close();
		});
		try (TenantConnections connections = new TenantConnections(files, tenants,
				new TenantConnections.Size(1, 1, Duration.ofMinutes(1), Duration.ofSeconds(1)));
				TenantDataSource dataSource = new TenantDataSource(() -> "a", tenants, connections)) {
			try (Connection connection = dataSource.getConnection();
					Statement statement = connection.createStatement()) {
				statement.execute("CREATE TABLE t (id INTEGER)");
			}
			Files.delete(files.file("a"));
			int before = runs[0];
			Thread.sleep(TenantConnections.TRUSTED.toMillis() + 1);
			try (Connection connection = dataSource.getConnection();
					Statement statement = connection.createStatement()) {
				assertThat(statement.executeQuery("SELECT count(*) FROM sqlite_schema").getInt(1)).isZero();
			}
			assertThat(runs[0]).isEqualTo(before + 1);
		}
	}

	/**
	 * With a write-ahead log SQLite itself does not notice it.
	 */
	@Test
	void aConnectionThatWasInUseIsNotUsedForTheFileThatTookThePlaceOfItsOwn() throws Exception {
		AtomicLong now = new AtomicLong();
		TenantFiles files = new TenantFiles(this.folder + "/users/{tenant}.db", true, Map.of("journal_mode", "wal"));
		Tenants tenants = new Tenants((tenant) -> {
			try (Connection connection = files.open(tenant); Statement statement = connection.createStatement()) {
				statement.execute("CREATE TABLE IF NOT EXISTS t (id INTEGER)");
			}
		});
		try (TenantConnections connections = new TenantConnections(files, tenants,
				new TenantConnections.Size(2, 2, Duration.ofMinutes(1), Duration.ofSeconds(1)), now::get);
				TenantDataSource dataSource = new TenantDataSource(() -> "a", tenants, connections)) {
			Connection first = dataSource.getConnection();
			for (String end : List.of("", "-wal", "-shm")) {
				Files.deleteIfExists(files.file("a").resolveSibling("a.db" + end));
			}
			dataSource.getConnection().close();
			first.close();
			now.addAndGet(TenantConnections.TRUSTED.toNanos());
			try (Connection connection = dataSource.getConnection();
					Statement statement = connection.createStatement()) {
				statement.execute("INSERT INTO t VALUES (1)");
			}
		}
		try (Connection connection = files.open("a"); Statement statement = connection.createStatement()) {
			assertThat(statement.executeQuery("SELECT count(*) FROM t").getInt(1)).isEqualTo(1);
		}
	}

	@Test
	void whatWasLeftOpenIsClosedWithTheConnection() throws SQLException {
		try (TenantConnections connections = one()) {
			Connection connection = connections.get("a");
			Statement statement = connection.createStatement();
			ResultSet rows = statement.executeQuery("SELECT 1");
			connection.close();
			connection.close();
			assertThat(statement.isClosed()).isTrue();
			assertThat(rows.isClosed()).isTrue();
			try (Connection next = connections.get("a")) {
				assertThat(next.isClosed()).as("closing twice gives back once").isFalse();
				assertThat(connection.isClosed()).isTrue();
				assertThat(connections.open()).isEqualTo(1);
			}
		}
	}

	@Test
	void aTransactionThatAStatementBeganIsNotLeftToTheNext() throws SQLException {
		try (TenantConnections connections = one()) {
			try (Connection connection = connections.get("a"); Statement statement = connection.createStatement()) {
				statement.execute("CREATE TABLE t (id INTEGER)");
				statement.execute("BEGIN IMMEDIATE");
				statement.execute("INSERT INTO t VALUES (1)");
			}
			try (Connection connection = connections.get("a"); Statement statement = connection.createStatement()) {
				assertThat(statement.executeQuery("SELECT count(*) FROM t").getInt(1)).isZero();
				statement.execute("BEGIN IMMEDIATE");
				statement.execute("ROLLBACK");
			}
		}
	}

	@Test
	void theIsolationIsWhatItWasBefore() throws SQLException {
		try (TenantConnections connections = one()) {
			int before;
			try (Connection connection = connections.get("a")) {
				before = connection.getTransactionIsolation();
				connection.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
				connection.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
			}
			try (Connection connection = connections.get("a"); Statement statement = connection.createStatement()) {
				assertThat(connection.getTransactionIsolation()).isEqualTo(before);
				assertThat(statement.executeQuery("PRAGMA read_uncommitted").getInt(1)).isZero();
			}
		}
	}

	@Test
	void theDriversOwnConnectionCanBeReached() throws SQLException {
		try (TenantConnections connections = one(); Connection connection = connections.get("a")) {
			assertThat(connection.isWrapperFor(SQLiteConnection.class)).isTrue();
			assertThat(connection.unwrap(SQLiteConnection.class).libversion()).isNotEmpty();
		}
	}

	@Test
	void theOneThatHasBeenIdleForLongestIsClosedFirst() throws SQLException {
		Tenants tenants = new Tenants((tenant) -> {
		});
		try (TenantConnections connections = new TenantConnections(files(), tenants,
				new TenantConnections.Size(3, 1, Duration.ofMinutes(1), Duration.ofSeconds(1)))) {
			SQLiteConnection first = driver(connections, "a");
			SQLiteConnection second = driver(connections, "b");
			assertThat(driver(connections, "c").isClosed()).isFalse();
			assertThat(driver(connections, "a")).isSameAs(first);
			driver(connections, "d");
			assertThat(second.isClosed()).isTrue();
			assertThat(first.isClosed()).isFalse();
		}
	}

	@Test
	void aConnectionThatIsNotUsedIsClosedAfterAWhile() throws Exception {
		Tenants tenants = new Tenants((tenant) -> {
		});
		try (TenantConnections connections = new TenantConnections(files(), tenants,
				new TenantConnections.Size(3, 1, Duration.ofMillis(20), Duration.ofSeconds(1)))) {
			SQLiteConnection idle = driver(connections, "a");
			long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
			while (connections.open() > 0 && System.nanoTime() < end) {
				Thread.sleep(5);
			}
			assertThat(connections.open()).isZero();
			assertThat(idle.isClosed()).isTrue();
		}
	}

	private static SQLiteConnection driver(TenantConnections connections, String tenant) throws SQLException {
		try (Connection connection = connections.get(tenant)) {
			return connection.unwrap(SQLiteConnection.class);
		}
	}

	@Test
	void saysThatNoTenantIsKnown() {
		Tenants tenants = new Tenants((tenant) -> {
		});
		try (TenantConnections connections = new TenantConnections(files(), tenants,
				new TenantConnections.Size(1, 1, Duration.ofMinutes(1), Duration.ofSeconds(1)));
				TenantDataSource dataSource = new TenantDataSource(() -> null, tenants, connections)) {
			assertThatExceptionOfType(TenantException.class).isThrownBy(dataSource::getConnection)
				.withMessage("No tenant is known for this thread: the bean of type CurrentTenant says null.");
		}
	}

}
