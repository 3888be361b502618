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
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.migrations.engine.MigrationListener;
import io.github.migrations.engine.Settings;
import io.github.migrations.engine.SharedPlan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What goes wrong with the file of one tenant: it gets a clear error, and everybody else
 * goes on.
 */
class TenantFaultsTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	private final Map<String, String> properties = new HashMap<>(Map.of("busy_timeout", "50"));

	private TenantScripts scripts = TenantScripts.JOBS;

	private Settings settings = Settings.defaults();

	@SuppressWarnings("NullAway.Init")
	private TenantConnections connections;

	@AfterEach
	void close() {
		if (this.connections != null) {
			this.connections.close();
		}
	}

	private Path users() {
		return this.folder.resolve("users");
	}

	private TenantFiles files(Path users) {
		return new TenantFiles(users + "/{tenant}.db", true, this.properties);
	}

	private TenantDataSource dataSource(Path users) {
		close();
		TenantFiles files = files(users);
		SharedPlan plan = new SharedPlan(this.scripts, this.settings, MigrationListener.NONE);
		Tenants tenants = new Tenants(TenantMigrator.of(plan, files));
		this.connections = new TenantConnections(files, tenants,
				new TenantConnections.Size(4, 2, Duration.ofMinutes(1), Duration.ofSeconds(1)));
		return new TenantDataSource(() -> null, tenants, this.connections);
	}

	private List<String> contacts(TenantDataSource dataSource, String tenant) throws SQLException {
		try (Connection connection = dataSource.getConnection(tenant)) {
			return TenantScripts.query(connection, "SELECT id FROM contacts");
		}
	}

	/**
	 * The tenant fails with this message, and another one does not.
	 */
	private void fails(Path users, String tenant, String message) throws SQLException {
		TenantDataSource dataSource = dataSource(users);
		assertThatExceptionOfType(TenantException.class).isThrownBy(() -> dataSource.getConnection(tenant))
			.withMessage(message);
		assertThat(contacts(dataSource, "other")).containsExactly("1");
	}

	private Path migrated(String tenant) throws SQLException {
		contacts(dataSource(users()), tenant);
		close();
		return users().resolve(tenant + ".db");
	}

	@Test
	void eachNameHasItsOwnFileInTheFolder() throws Exception {
		List<String> names = List.of("..", "../../etc/passwd", "/etc/passwd", "a/b", "a\\b", "a\0b", "a", "A", "á",
				"a\u0301", "а", "ａ", "a ", ".", "~", "con", "CON", "a.db", "%2e%2e", "file:a?mode=memory", ":memory:",
				"'; DROP TABLE jobs; --", "x\ny", "😀");
		TenantDataSource dataSource = dataSource(users());
		for (String name : names) {
			try (Connection connection = dataSource.getConnection(name)) {
				TenantScripts.execute(connection, "INSERT INTO jobs VALUES (%d, 'x')".formatted(names.indexOf(name)));
			}
		}
		for (String name : names) {
			try (Connection connection = dataSource.getConnection(name)) {
				assertThat(TenantScripts.query(connection, "SELECT id FROM jobs"))
					.containsExactly(String.valueOf(names.indexOf(name)));
			}
		}
		try (Stream<Path> files = Files.walk(this.folder)) {
			assertThat(files.filter(Files::isRegularFile)).hasSameSizeAs(names)
				.allSatisfy((file) -> assertThat(file.getParent()).isEqualTo(users()));
		}
		assertThat(files(users()).names()).containsExactlyInAnyOrderElementsOf(names);
	}

	@Test
	void aNameThatIsTooLong() throws SQLException {
		fails(users(), "a".repeat(300),
				"The database of tenant '%s' is not migrated: The name of a tenant is too long for the name of a file: "
					.formatted("a".repeat(50))
						+ "'%s…' gives 300 characters, and there is room for 200.".formatted("a".repeat(50)));
		assertThat(files(users()).names()).containsExactly("other");
	}

	@Test
	void aFileThatIsNoDatabase() throws Exception {
		Files.createDirectories(users());
		Path file = Files.writeString(users().resolve("a.db"), "this is a letter to my grandmother. ".repeat(100));
		fails(users(), "a", "The database of tenant 'a' is not migrated: Database 'a' cannot be read or written: "
				+ "[SQLITE_NOTADB] File opened that is not a database file (file is not a database)");
		assertThat(file).content().startsWith("this is a letter");
	}

	@Test
	void aFileThatIsCutOff() throws Exception {
		Path file = migrated("a");
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			channel.truncate(4096 + 100);
		}
		fails(users(), "a", "The database of tenant 'a' is not migrated: Database 'a' cannot be read or written: "
				+ "[SQLITE_CORRUPT] The database disk image is malformed (database disk image is malformed)");
		assertThat(file).hasSize(4096 + 100);
	}

	@Test
	void aFileThatMayOnlyBeReadIsUsedWhereNothingIsToBeDone() throws Exception {
		Path file = migrated("a");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
		assertThat(RestrictedTenant.open(users() + "/{tenant}.db", "a")).isEqualTo("[1]");
	}

	@Test
	void aFileThatMayOnlyBeReadWhereSomethingIsToBeDone() throws Exception {
		this.scripts = TenantScripts.of("001_jobs.sql", TenantScripts.JOBS.files().get(1));
		dataSource(users()).getConnection("a").close();
		close();
		Path file = users().resolve("a.db");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
		assertThat(RestrictedTenant.open(users() + "/{tenant}.db", "a")).isEqualTo("""
				The database of tenant 'a' is not migrated: Database 'a' cannot be migrated, because it cannot be \
				written: attempt to write a readonly database (SQLITE_READONLY)
				  Pending: 002""");
	}

	@Test
	void aFolderThatMayOnlyBeRead() throws Exception {
		migrated("a");
		Files.setPosixFilePermissions(users(), PosixFilePermissions.fromString("r-xr-xr-x"));
		try {
			assertThat(RestrictedTenant.open(users() + "/{tenant}.db", "b"))
				.isEqualTo("The database of tenant 'b' is not migrated: The file %s of tenant 'b' cannot be opened: "
					.formatted(users().resolve("b.db"))
						+ "[SQLITE_CANTOPEN] Unable to open the database file (unable to open database file)");
		}
		finally {
			Files.setPosixFilePermissions(users(), PosixFilePermissions.fromString("rwxr-xr-x"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "foreign_keys=on", "synchronous=normal", "journal_mode=wal" })
	void aFileThatSomebodyKeepsLocked(String setting) throws Exception {
		Path file = migrated("a");
		this.scripts = TenantScripts.JOBS.and("003_more.sql", "CREATE TABLE more (id INTEGER);");
		this.settings = this.settings
			.withLocks(new Settings.LockSettings(Duration.ofSeconds(5), null, Duration.ofSeconds(1)));
		try (Connection holder = files(users()).open("a")) {
			this.properties.put("busy_timeout", "10");
			this.properties.put(setting.split("=")[0], setting.split("=")[1]);
			TenantScripts.execute(holder, "BEGIN EXCLUSIVE");
			fails(users(), "a", "The database of tenant 'a' is not migrated: Database 'a': another process has kept it "
					+ "locked for more than 1 seconds.");
			TenantScripts.execute(holder, "ROLLBACK", "BEGIN IMMEDIATE");
			fails(users(), "a", "The database of tenant 'a' is not migrated: Database 'a': another process has kept it "
					+ "locked for more than 1 seconds.");
		}
		assertThat(contacts(dataSource(users()), "a")).containsExactly("1");
		assertThat(file).exists();
	}

	@Test
	void aDatabaseThatMayNotGrow() throws Exception {
		migrated("a");
		this.scripts = TenantScripts.JOBS.and("003_big.sql",
				"CREATE TABLE big (id INTEGER, b BLOB);\nINSERT INTO big VALUES (1, zeroblob(1000000));");
		this.properties.put("max_page_count", "20");
		TenantDataSource dataSource = dataSource(users());
		assertThatExceptionOfType(TenantException.class).isThrownBy(() -> dataSource.getConnection("a"))
			.withMessage(
					"""
							The database of tenant 'a' is not migrated: Migration 003 (Big) failed at db/tenant-migrations/003_big.sql:2
							  database or disk is full (SQLITE_FULL)
							  Statement 2 of 2: INSERT INTO big VALUES (1, zeroblob(1000000))
							Everything that this migration did was rolled back; nothing of it is left.""");
		assertThat(versions("a")).containsExactly("001", "002");
	}

	private List<String> versions(String tenant) throws SQLException {
		try (Connection connection = files(users()).open(tenant)) {
			return TenantScripts.query(connection, "SELECT version FROM schema_migrations ORDER BY 1");
		}
	}

	@Test
	void aDiskThatIsFull() throws Exception {
		Path disk = Files.createDirectory(this.folder.resolve("disk"));
		assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", disk.toString()), "mount is not allowed");
		try {
			TenantDataSource dataSource = dataSource(disk);
			assertThat(contacts(dataSource, "a")).containsExactly("1");
			Files.write(disk.resolve("filler"), new byte[(int) Files.getFileStore(disk).getUsableSpace()]);
			assertThatExceptionOfType(TenantException.class).isThrownBy(() -> dataSource.getConnection("b"))
				.withMessageStartingWith("The database of tenant 'b' is not migrated: ")
				.withMessageContaining("full");
			assertThat(contacts(dataSource, "a")).containsExactly("1");
			Files.delete(disk.resolve("filler"));
			assertThat(contacts(dataSource(disk), "b")).as("once there is room").containsExactly("1");
		}
		finally {
			close();
			run("umount", disk.toString());
		}
	}

	private static boolean run(String... command) throws InterruptedException {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Test
	void aLinkThatLeadsOutOfTheFolder() throws Exception {
		Files.createDirectories(users());
		Path outside = Files.writeString(this.folder.resolve("outside.db"), "");
		Path file = Files.createSymbolicLink(users().resolve("a.db"), outside);
		fails(users(), "a",
				"The database of tenant 'a' is not migrated: The file %s of tenant 'a' is a link that leads out of the "
					.formatted(file) + "folder, and is not opened.");
		assertThat(outside).isEmptyFile();
		Files.delete(outside);
		fails(users(), "a",
				"The database of tenant 'a' is not migrated: The file %s of tenant 'a' is a link that leads out of the "
					.formatted(file) + "folder, and is not opened.");
		assertThat(outside).doesNotExist();
	}

	@Test
	void theFolderItselfMayBeALink() throws Exception {
		Path real = Files.createDirectory(this.folder.resolve("real"));
		Files.createSymbolicLink(users(), real);
		assertThat(contacts(dataSource(users()), "a")).containsExactly("1");
		assertThat(real.resolve("a.db")).isRegularFile();
	}

	@Test
	void schemasOfADatabaseThatHasNone() {
		TenantSchemas schemas = new TenantSchemas(new TenantSource(files(users()), "a"), "tenant_{tenant}", null, true);
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> schemas.open("a"))
			.withMessage(
					"Schemas of this database cannot hold the tables of one tenant each. Give each of them a file: "
							+ "see spring.migrations.tenants.files");
	}

	@Test
	void aTenantWhoIsAheadOfThisBuildGoesOn() throws Exception {
		this.scripts = TenantScripts.JOBS.and("003_more.sql", "CREATE TABLE more (id INTEGER);");
		migrated("a");
		this.scripts = TenantScripts.JOBS;
		assertThat(contacts(dataSource(users()), "a")).containsExactly("1");
		assertThat(versions("a")).containsExactly("001", "002", "003");
	}

	@Test
	void aScriptThatFailsForOneInAThousandIsThatOnesFailureAlone() throws Exception {
		Files.createDirectories(users());
		try (Connection connection = files(users()).open("t517")) {
			TenantScripts.execute(connection, "CREATE TABLE contacts (mine TEXT)", "INSERT INTO contacts VALUES ('x')");
		}
		this.properties.put("synchronous", "off");
		TenantFiles files = files(users());
		Tenants tenants = this.scripts.tenants(files);
		IntStream.range(0, 1000).forEach((i) -> create(files, "t" + i));
		SweepProgress progress;
		try (Sweep sweep = new Sweep(files, tenants, new SweepSettings(4, 0, Share.parse("1%"), Share.parse("10%"), 20),
				(told) -> {
				})) {
			progress = sweep.run();
		}
		assertThat(progress.migrated()).isEqualTo(999);
		assertThat(progress.failures()).containsExactly(Map.entry("t517", """
				The database of tenant 't517' is not migrated: Migration 002 (Contacts) failed at \
				db/tenant-migrations/002_contacts.sql:1
				  table contacts already exists (SQLITE_ERROR)
				  Statement 1 of 2: CREATE TABLE contacts (id INTEGER PRIMARY KEY)
				Everything that this migration did was rolled back; nothing of it is left."""));
		try (Connection connection = files.open("t517")) {
			assertThat(TenantScripts.query(connection, "SELECT mine FROM contacts")).containsExactly("x");
		}
	}

	private static void create(TenantFiles files, String tenant) {
		try (Connection connection = files.open(tenant)) {
			TenantScripts.query(connection, "PRAGMA user_version");
			if (!files.exists(tenant)) {
				Files.createFile(files.file(tenant));
			}
		}
		catch (SQLException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
