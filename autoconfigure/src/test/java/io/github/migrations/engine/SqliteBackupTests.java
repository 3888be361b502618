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

package io.github.migrations.engine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The copy of a SQLite file before it is changed.
 */
class SqliteBackupTests extends EngineContract {

	private static final String ONE = "CREATE TABLE one (id INTEGER PRIMARY KEY);";

	private static final String TWO = "CREATE TABLE two (id INTEGER PRIMARY KEY);";

	private static final String COPY_OF_001 = "test-001-\\d{8}T\\d{9}Z\\.db";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	File folder;

	@Override
	TestDatabase open() {
		copyTo(new File(this.folder, "copies"), 5);
		return TestDatabase.sqlite(this.folder);
	}

	private void copyTo(File copies, int keep) {
		this.settings = Settings.defaults().withBackup(new Settings.Backup(copies.toPath(), keep));
	}

	private List<String> copies() {
		return names(new File(this.folder, "copies"));
	}

	private static List<String> names(File folder) {
		if (!folder.exists()) {
			return List.of("no folder");
		}
		try (Stream<Path> files = Files.list(folder.toPath())) {
			return files.map((path) -> path.getFileName().toString()).sorted().toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private TestDatabase copy(String name) {
		return new TestDatabase.Sqlite(new File(this.folder, "copies/" + name));
	}

	private void migrateOne() {
		migrate("001_one.sql", ONE);
		this.database.execute("INSERT INTO one VALUES (42)");
	}

	@Test
	void copiesTheFileAsItIsBeforePendingMigrationsRun() {
		migrateOne();
		migrate("001_one.sql", ONE, "002_two.sql", TWO, "003_three.sql", "DELETE FROM one");
		assertThat(copies()).hasSize(1).first().asString().matches(COPY_OF_001);
		String name = copies().get(0);
		assertThat(this.events.lines).containsExactly("copied " + name, "started 002", "applied 002 Two", "started 003",
				"applied 003 Three", "finished UP_TO_DATE 2");
		TestDatabase copy = copy(name);
		assertThat(copy.query("SELECT id FROM one")).containsExactly("42");
		assertThat(copy.query("SELECT version FROM schema_migrations")).containsExactly("001");
		assertThat(copy.query("PRAGMA integrity_check")).containsExactly("ok");
		assertThat(copy.schema()).noneMatch((line) -> line.contains("|two|"));
		assertThat(this.database.query("SELECT count(*) FROM one")).containsExactly("0");
	}

	@Test
	void copiesWhatIsOnlyInTheWriteAheadLog() throws SQLException {
		migrateOne();
		this.database.execute("PRAGMA journal_mode = WAL");
		try (Connection reader = this.database.dataSource().getConnection();
				Statement statement = reader.createStatement()) {
			reader.setAutoCommit(false);
			statement.executeQuery("SELECT * FROM one").close();
			this.database.execute("INSERT INTO one VALUES (43)");
			migrate("001_one.sql", ONE, "002_two.sql", TWO);
		}
		assertThat(copies()).hasSize(1);
		assertThat(copy(copies().get(0)).query("SELECT id FROM one")).containsExactly("42", "43");
	}

	@Test
	void copiesNothingWhereNothingIsPending() {
		migrateOne();
		migrate("001_one.sql", ONE);
		assertThat(copies()).containsExactly("no folder");
	}

	@Test
	void copiesNoNewDatabase() {
		migrate("001_one.sql", ONE);
		assertThat(copies()).containsExactly("no folder");
		assertThat(this.events.lines).noneMatch((line) -> line.startsWith("warning"));
	}

	@Test
	void copiesADatabaseThatNobodyHasManaged() {
		this.database.execute("CREATE TABLE old (id INTEGER)");
		migrate("001_one.sql", ONE);
		assertThat(copies()).hasSize(1).first().asString().matches("test-0-\\d{8}T\\d{9}Z\\.db");
		assertThat(copy(copies().get(0)).schema()).containsExactly("table|old|old|CREATE TABLE old (id INTEGER)");
	}

	@Test
	void copiesBeforeARollback() {
		migrate("001_one.sql", ONE, "001_one.down.sql", "DROP TABLE one;");
		this.database.execute("INSERT INTO one VALUES (42)");
		migrator(TestScripts.of("001_one.sql", ONE)).rollback(RollbackRequest.steps(1));
		assertThat(copies()).hasSize(1).first().asString().matches(COPY_OF_001);
		assertThat(copy(copies().get(0)).query("SELECT id FROM one")).containsExactly("42");
	}

	@Test
	void keepsTheNewestCopiesOfThisFileAndWhateverElseIsThere() throws IOException {
		copyTo(new File(this.folder, "copies"), 2);
		migrateOne();
		File copies = new File(this.folder, "copies");
		assertThat(copies.mkdir()).isTrue();
		List<String> others = List.of("test-001-20250101T000000000Z.sqlite", "other-001-20250101T000000000Z.db",
				"test-2-001-20250101T000000000Z.db", "test.db", "test-001.db", "test-001-20250101T000000000Z.db.txt");
		for (String other : others) {
			Files.createFile(copies.toPath().resolve(other));
		}
		for (String old : List.of("test-2-20250101T000000000Z.db", "test-1.10-20260101T000000000Z.db",
				"test-3-20240101T000000000Z.db", "test-001-20260101T000000000Z.db.part")) {
			Files.createFile(copies.toPath().resolve(old));
		}
		migrate("001_one.sql", ONE, "002_two.sql", TWO);
		List<String> now = new ArrayList<>(copies());
		now.removeAll(others);
		assertThat(now).hasSize(2).contains("test-1.10-20260101T000000000Z.db");
		assertThat(now.get(0)).matches(COPY_OF_001);
		assertThat(copies()).containsAll(others);
	}

	@Test
	void stopsBeforeAnythingWhereTheCopyFails() throws IOException {
		migrateOne();
		File noFolder = new File(this.folder, "file");
		Files.createFile(noFolder.toPath());
		copyTo(new File(noFolder, "copies"), 5);
		List<String> before = this.database.schema();
		MigrationException ex = refused("001_one.sql", ONE, "002_two.sql", TWO);
		assertThat(ex).hasMessage(
				"Database 'dataSource' is not changed, because it cannot be copied to %s/copies ".formatted(noFolder)
						+ "first: java.nio.file.FileSystemException: %s/copies: Not a directory".formatted(noFolder));
		assertThat(ex.getAction()).isEqualTo(
				"Make room there, let this process write there, or name another folder (spring.migrations.backup). "
						+ "Nothing has been changed.");
		assertThat(this.database.schema()).isEqualTo(before);
		assertThat(this.events.lines).isEmpty();
	}

	@Test
	void createsNoTablesWhereTheCopyFails() throws IOException {
		this.database.execute("CREATE TABLE old (id INTEGER)");
		Files.createFile(new File(this.folder, "copies").toPath());
		assertThat(refused("001_one.sql", ONE)).hasMessageStartingWith("Database 'dataSource' is not changed, because");
		assertThat(this.database.schema()).containsExactly("table|old|old|CREATE TABLE old (id INTEGER)");
	}

	@Test
	void saysWhatSqliteSaysAboutAFileThatIsLockedForGood() {
		migrateOne();
		try (HikariDataSource pool = pool("PRAGMA locking_mode = EXCLUSIVE")) {
			Migrator migrator = new Migrator("pool", pool, pool, TestScripts.of("001_one.sql", ONE, "002_two.sql", TWO),
					this.settings.withBackup(null), this.events);
			migrator.migrate(null);
			Migrator copying = new Migrator("pool", pool, pool,
					TestScripts.of("001_one.sql", ONE, "002_two.sql", TWO, "003_three.sql", "SELECT 3"), this.settings,
					this.events);
			assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> copying.migrate(null))
				.withMessage("Database 'pool' is not changed, because it cannot be copied to %s/copies first: "
					.formatted(this.folder) + "The database file is locked (SQLITE_BUSY)");
		}
		assertThat(copies()).isEmpty();
	}

	private HikariDataSource pool(String initSql) {
		HikariConfig config = new HikariConfig();
		config.setDataSource(this.database.dataSource());
		config.setMaximumPoolSize(1);
		config.setConnectionTimeout(5000);
		config.setConnectionInitSql(initSql);
		return new HikariDataSource(config);
	}

	@Test
	void copiesNothingInMemory() throws SQLException {
		SQLiteDataSource memory = new SQLiteDataSource();
		memory.setUrl("jdbc:sqlite:file:backup?mode=memory&cache=shared");
		try (Connection open = memory.getConnection(); Statement statement = open.createStatement()) {
			statement.execute("CREATE TABLE old (id INTEGER)");
			new Migrator("dataSource", memory, memory, TestScripts.of("001_one.sql", ONE), this.settings, this.events)
				.migrate(null);
		}
		assertThat(copies()).containsExactly("no folder");
		assertThat(this.events.lines).containsExactly("started 001", "applied 001 One", "finished UP_TO_DATE 1");
	}

	@Test
	void aCopyIsReadByNobodyElseThanTheFile() throws IOException {
		migrateOne();
		Files.setPosixFilePermissions(this.folder.toPath().resolve("test.db"),
				PosixFilePermissions.fromString("rw-------"));
		migrate("001_one.sql", ONE, "002_two.sql", TWO);
		assertThat(Files.getPosixFilePermissions(this.folder.toPath().resolve("copies").resolve(copies().get(0))))
			.isEqualTo(PosixFilePermissions.fromString("rw-------"));
	}

	@Test
	void theNameOfTheFileMayBeAnything() {
		File odd = new File(this.folder, "a b#ü%20");
		TestDatabase database = new TestDatabase.Sqlite(odd);
		database.execute("CREATE TABLE old (id INTEGER)");
		new Migrator("dataSource", database.dataSource(), database.dataSource(), TestScripts.of("001_one.sql", ONE),
				this.settings, this.events)
			.migrate(null);
		assertThat(copies()).hasSize(1).first().asString().matches("a b#ü%20-0-\\d{8}T\\d{9}Z");
		assertThat(copy(copies().get(0)).schema()).hasSize(1);
	}

	@Test
	void ofSeveralThatStartTogetherOneMakesTheCopy() throws Exception {
		migrateOne();
		TestScripts scripts = TestScripts.of("001_one.sql", ONE, "002_two.sql", TWO);
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			CountDownLatch start = new CountDownLatch(1);
			List<Future<Status>> results = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				Migrator migrator = migrator(scripts);
				results.add(threads.submit(() -> {
					start.await();
					return migrator.migrate(null);
				}));
			}
			start.countDown();
			for (Future<Status> result : results) {
				assertThat(result.get().version()).isEqualTo("002");
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(copies()).hasSize(1).first().asString().matches(COPY_OF_001);
	}

	@Test
	void aPoolOfOneConnectionIsEnough() {
		migrateOne();
		try (HikariDataSource pool = pool("SELECT 1")) {
			new Migrator("pool", pool, pool, TestScripts.of("001_one.sql", ONE, "002_two.sql", TWO), this.settings,
					this.events)
				.migrate(null);
		}
		assertThat(copies()).hasSize(1);
	}

}
