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
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.SharedPlan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link SafetyCopies}.
 */
class SafetyCopiesTests {

	private static final TenantScripts NEWER = TenantScripts.JOBS.and("003_more.sql", "DROP TABLE jobs;");

	private Instant now = Instant.parse("2026-11-20T09:30:00.123Z");

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	private TenantFiles files() {
		return new TenantFiles(this.folder + "/users/{tenant}.db", true, Map.of("busy_timeout", "50"));
	}

	private SafetyCopies copies(TenantScripts scripts) {
		SharedPlan plan = scripts.plan();
		return new SafetyCopies(files(), this.folder.resolve("copies"), Duration.ofDays(2), plan,
				TenantMigrator.of(plan, files()), Clock.fixed(this.now, ZoneOffset.UTC));
	}

	private Path copy(String name) {
		return this.folder.resolve("copies").resolve(name);
	}

	private List<String> query(String tenant, String sql) throws SQLException {
		try (Connection connection = files().open(tenant)) {
			return TenantScripts.query(connection, sql);
		}
	}

	private void write(String tenant, String sql) throws SQLException {
		try (Connection connection = files().open(tenant)) {
			TenantScripts.execute(connection, sql);
		}
	}

	private String restore(SafetyCopies copies, String copy) throws SQLException {
		Tenants tenants = new Tenants(copies);
		try (TenantConnections connections = new TenantConnections(files(), tenants,
				new TenantConnections.Size(2, 2, Duration.ofMinutes(1), Duration.ofSeconds(1)))) {
			return copies.restore("a", (copy.isEmpty()) ? null : copy, tenants, connections);
		}
	}

	@Test
	void copiesADatabaseBeforeItIsMigratedAndPutsTheCopyBack() throws SQLException {
		copies(TenantScripts.JOBS).migrate("a");
		write("a", "INSERT INTO jobs VALUES (7, 'mine')");
		SafetyCopies copies = copies(NEWER);
		copies.migrate("a");
		assertThat(copies.copies("a")).containsExactly("2026-11-20/a.093000.123.db");
		assertThat(query("a", "SELECT count(*) FROM sqlite_schema WHERE name = 'jobs'")).containsExactly("0");
		assertThat(restore(copies, "")).isEqualTo("2026-11-20/a.093000.123.db");
		assertThat(query("a", "SELECT title FROM jobs")).containsExactly("mine");
		assertThat(query("a", "SELECT version FROM schema_migrations ORDER BY 1")).containsExactly("001", "002");
	}

	@Test
	void aCopyCanBeReadByThoseWhoCanReadTheFile() throws Exception {
		copies(TenantScripts.JOBS).migrate("a");
		Files.setPosixFilePermissions(files().file("a"), PosixFilePermissions.fromString("rw-r-----"));
		Path copy = copy(copies(NEWER).copy("a"));
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy))).isEqualTo("rw-r-----");
	}

	@Test
	void copiesNothingWhereNothingIsToBeDone() throws SQLException {
		SafetyCopies copies = copies(TenantScripts.JOBS);
		copies.migrate("a");
		copies.migrate("a");
		copies(TenantScripts.JOBS).migrate("a");
		assertThat(copies.copies("a")).isEmpty();
		assertThat(this.folder.resolve("copies")).doesNotExist();
	}

	@Test
	void doesNotMigrateWhatCannotBeCopied() throws Exception {
		copies(TenantScripts.JOBS).migrate("a");
		Files.writeString(this.folder.resolve("copies"), "no folder");
		assertThatExceptionOfType(TenantException.class).isThrownBy(() -> copies(NEWER).migrate("a"))
			.withMessage("No safety copy of the database of tenant 'a' can be made, so that it is not touched: "
					+ "java.nio.file.FileSystemException: %s: Not a directory".formatted(copy("2026-11-20")));
		assertThat(query("a", "SELECT version FROM schema_migrations ORDER BY 1")).containsExactly("001", "002");
	}

	@Test
	void keepsCopiesAsLongAsItIsTold() throws Exception {
		for (String day : List.of("2026-11-16", "2026-11-17", "2026-11-18", "notes")) {
			Files.createDirectories(copy(day));
			Files.writeString(copy(day + "/b.093000.123.db"), "");
		}
		copies(TenantScripts.JOBS).migrate("a");
		copies(NEWER).migrate("a");
		try (Stream<Path> days = Files.list(this.folder.resolve("copies"))) {
			assertThat(days.map((day) -> day.getFileName().toString())).containsExactlyInAnyOrder("2026-11-17",
					"2026-11-18", "2026-11-20", "notes");
		}
		assertThat(copies(NEWER).copies("b")).containsExactly("2026-11-18/b.093000.123.db",
				"2026-11-17/b.093000.123.db");
	}

	@Test
	void whatAnotherProcessHasWrittenToTheLogSinceAFailedTryIsCopied() throws SQLException {
		copies(TenantScripts.JOBS).migrate("a");
		try (Connection other = files().open("a")) {
			TenantScripts.execute(other, "PRAGMA journal_mode = wal",
					"CREATE TRIGGER refused BEFORE INSERT ON schema_migrations BEGIN SELECT RAISE(ABORT, 'no'); END");
			SafetyCopies copies = copies(NEWER);
			assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> copies.migrate("a"));
			TenantScripts.execute(other, "INSERT INTO jobs VALUES (7, 'mine')", "DROP TRIGGER refused");
			copies.migrate("a");
			restore(copies, "");
		}
		assertThat(query("a", "SELECT title FROM jobs")).containsExactly("mine");
	}

	@Test
	void aCopyOfWhatAnotherProcessHasMigratedInTheMeantimeIsNotKept() throws SQLException {
		copies(TenantScripts.JOBS).migrate("a");
		SharedPlan plan = NEWER.plan();
		SafetyCopies copies = new SafetyCopies(files(), this.folder.resolve("copies"), Duration.ofDays(2), plan,
				TenantMigrator.of(plan, files()), new AnotherProcess(() -> copies(NEWER).migrate("a")));
		copies.migrate("a");
		assertThat(copies.copies("a")).containsExactly("2026-11-20/a.093000.123.db");
		restore(copies, "");
		assertThat(query("a", "SELECT version FROM schema_migrations ORDER BY 1")).containsExactly("001", "002");
	}

	@Test
	void saysWhichCopiesThereAre() throws SQLException {
		SafetyCopies copies = copies(TenantScripts.JOBS);
		copies.migrate("a");
		assertThatExceptionOfType(TenantException.class).isThrownBy(() -> restore(copies, ""))
			.withMessage(
					"There is no safety copy of the database of tenant 'a' in " + this.folder.resolve("copies") + ".");
		copies.copy("a");
		this.now = this.now.plusSeconds(3600);
		copies(TenantScripts.JOBS).copy("a");
		assertThatExceptionOfType(TenantException.class).isThrownBy(() -> restore(copies, "../../etc/passwd"))
			.withMessage("There is no safety copy '../../etc/passwd' of the database of tenant 'a'. There are: "
					+ "2026-11-20/a.103000.123.db, 2026-11-20/a.093000.123.db.");
	}

	@Test
	void theNamedCopyIsPutBack() throws SQLException {
		SafetyCopies copies = copies(TenantScripts.JOBS);
		copies.migrate("a");
		String first = copies.copy("a");
		write("a", "INSERT INTO jobs VALUES (7, 'mine')");
		this.now = this.now.plusSeconds(1);
		copies(TenantScripts.JOBS).copy("a");
		restore(copies, first);
		assertThat(query("a", "SELECT count(*) FROM jobs")).containsExactly("0");
		restore(copies, "");
		assertThat(query("a", "SELECT count(*) FROM jobs")).containsExactly("1");
	}

	@Test
	void whatIsNoDatabaseAnyMoreIsKeptBesideTheCopy() throws Exception {
		SafetyCopies copies = copies(TenantScripts.JOBS);
		copies.migrate("a");
		copies.copy("a");
		Files.writeString(files().file("a"), "this is no database, but it may still be of use to somebody");
		restore(copies, "");
		assertThat(query("a", "SELECT count(*) FROM schema_migrations")).containsExactly("2");
		try (Stream<Path> files = Files.list(this.folder.resolve("users"))) {
			assertThat(files.filter((file) -> file.toString().contains("a.db.damaged-"))).singleElement()
				.satisfies((file) -> assertThat(file).content().startsWith("this is no database"));
		}
		assertThat(files().names()).containsExactly("a");
	}

	@Test
	void aCopyThatIsDamagedIsNotPutInPlaceOfADatabaseThatIsWhole() throws Exception {
		SafetyCopies copies = copies(TenantScripts.JOBS);
		copies.migrate("a");
		write("a", "INSERT INTO jobs VALUES (7, 'mine')");
		String name = copies.copy("a");
		byte[] whole = Files.readAllBytes(copy(name));
		Files.writeString(copy(name), "this is no database, but a copy that something has happened to");
		assertThatExceptionOfType(TenantException.class).isThrownBy(() -> restore(copies, ""))
			.withMessage(
					"The copy %s cannot be put back for tenant 'a', whose database is as it was: ".formatted(copy(name))
							+ "[SQLITE_NOTADB] File opened that is not a database file (file is not a database)");
		Files.write(copy(name), Arrays.copyOf(whole, whole.length / 2));
		assertThatExceptionOfType(TenantException.class).isThrownBy(() -> restore(copies, name))
			.withMessageStartingWith("The copy %s cannot be put back for tenant 'a', whose database is as it was: "
				.formatted(copy(name)));
		assertThat(query("a", "SELECT title FROM jobs")).containsExactly("mine");
		try (Stream<Path> files = Files.list(this.folder.resolve("users"))) {
			assertThat(files).containsExactly(files().file("a"));
		}
	}

	/**
	 * What is put aside gets a longer name, for which there may be no room.
	 */
	@Test
	void whatCannotBePutAsideCompletelyStaysWhereItWas() throws Exception {
		String tenant = "a".repeat(200);
		SafetyCopies copies = copies(TenantScripts.JOBS);
		copies.migrate(tenant);
		String name = copies.copy(tenant);
		Path file = files().file(tenant);
		Path journal = file.resolveSibling(file.getFileName() + "-journal");
		Files.writeString(file, "this is no database, but it may still be of use to somebody");
		Files.write(journal, new byte[512]);
		assertThatExceptionOfType(TenantException.class).isThrownBy(() -> new Restored(files(), tenant).by(copy(name)))
			.withMessageStartingWith("The copy %s cannot be put back for tenant '%s', whose database is as it was: "
				.formatted(copy(name), "a".repeat(50)));
		assertThat(file).content().startsWith("this is no database");
		try (Stream<Path> files = Files.list(this.folder.resolve("users"))) {
			assertThat(files).containsExactlyInAnyOrder(file, journal);
		}
	}

	@Test
	void aFileThatIsGoneComesBack() throws Exception {
		SafetyCopies copies = copies(TenantScripts.JOBS);
		copies.migrate("a");
		copies.copy("a");
		Files.delete(files().file("a"));
		restore(copies, "");
		assertThat(query("a", "SELECT count(*) FROM schema_migrations")).containsExactly("2");
	}

	@Test
	void aFileThatSomebodyWritesToIsLeftAlone() throws SQLException {
		SafetyCopies copies = copies(TenantScripts.JOBS);
		copies.migrate("a");
		String name = copies.copy("a");
		try (Connection writer = files().open("a")) {
			TenantScripts.execute(writer, "BEGIN IMMEDIATE", "INSERT INTO jobs VALUES (7, 'mine')");
			assertThatExceptionOfType(TenantException.class).isThrownBy(() -> restore(copies, ""))
				.withMessage("The copy %s cannot be put back for tenant 'a', whose database is as it was: "
					.formatted(copy(name)) + "The database file is locked (SQLITE_BUSY)");
			TenantScripts.execute(writer, "COMMIT");
		}
		assertThat(query("a", "SELECT title FROM jobs")).containsExactly("mine");
	}

	@Test
	void theTenantIsMigratedAgainAfterwards() throws SQLException {
		copies(TenantScripts.JOBS).migrate("a");
		SafetyCopies copies = copies(NEWER);
		Tenants tenants = new Tenants(copies);
		try (TenantConnections connections = new TenantConnections(files(), tenants,
				new TenantConnections.Size(2, 2, Duration.ofMinutes(1), Duration.ofSeconds(1)));
				TenantDataSource dataSource = new TenantDataSource(() -> "a", tenants, connections)) {
			dataSource.getConnection().close();
			copies.restore("a", null, tenants, connections);
			assertThat(tenants.isKnown("a")).isFalse();
			assertThat(query("a", "SELECT count(*) FROM schema_migrations")).containsExactly("2");
			dataSource.getConnection().close();
			assertThat(query("a", "SELECT count(*) FROM schema_migrations")).containsExactly("3");
		}
	}

	/**
	 * Does something between the look at a database and its copy, for which the time is
	 * asked.
	 */
	private final class AnotherProcess extends Clock {

		private final Gate.Migration work;

		private AnotherProcess(Gate.Migration work) {
			this.work = work;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			try {
				this.work.run();
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
			return SafetyCopiesTests.this.now.plusSeconds(1);
		}

	}

}
