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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

import io.github.migrations.database.Trial;
import io.github.migrations.engine.DryRunReport.Outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link DryRunContract} on SQLite, where a copy is used.
 */
class SqliteDryRunTests extends DryRunContract {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	File folder;

	private List<String> copiesBefore = List.of();

	@Override
	TestDatabase open() {
		return TestDatabase.sqlite(this.folder);
	}

	@BeforeEach
	void lookForCopies() {
		this.copiesBefore = copies();
	}

	/** Another process that runs tests may have one for a while. */
	@AfterEach
	void noCopyIsLeft() {
		Awaitility.await().untilAsserted(() -> assertThat(this.copiesBefore).containsAll(copies()));
	}

	private static List<String> copies() {
		try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
			return files.map(Path::toString).filter((name) -> name.contains("migrations-copy")).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Not a byte of the file may change. */
	@Override
	List<String> everything() {
		List<String> everything = new ArrayList<>(this.database.schema());
		try {
			byte[] bytes = Files.readAllBytes(((TestDatabase.Sqlite) this.database).file().toPath());
			everything.add(bytes.length + " bytes, " + Arrays.hashCode(bytes));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return everything;
	}

	@Override
	String missing() {
		return "no such table: missing (SQLITE_ERROR)";
	}

	@Override
	String endless() {
		return "INSERT INTO people WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) "
				+ "SELECT count(*), 'x' FROM c";
	}

	@Test
	void saysWhatHappensToTheSchemaAndToTheRows() {
		DryRunReport report = dryRun(afterPeople("002_rebuild.sql", """
				CREATE INDEX people_name ON people (name);
				CREATE TABLE people_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
				INSERT INTO people_new SELECT * FROM people WHERE id = 1;
				DROP TABLE people;
				ALTER TABLE people_new RENAME TO people;
				VACUUM;
				"""));
		assertThat(text(report)).isEqualTo(
				"""
						SQLite Dry Run:

						  ✅ Version 002: Rebuild (Would be applied, 0 ms)

						      Line      Rows        Time  Statement
						         1         0 0 ms  CREATE INDEX people_name ON people (name)
						                                  creates index people_name
						         2         0 0 ms  CREATE TABLE people_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL)
						                                  creates table people_new
						         3         1 0 ms  INSERT INTO people_new SELECT * FROM people WHERE id = 1
						         4         0 0 ms  DROP TABLE people
						                                  removes index people_name
						                                  removes table people
						         5         0 0 ms  ALTER TABLE people_new RENAME TO people
						                                  removes table people_new
						                                  creates table people
						         6         0 0 ms  VACUUM

						  Rows:

						    people: 2 -> 1

						  1 would be applied, 0 would fail, 0 not tried or not completely. This was a copy; the database has not \
						been touched.
						""");
		assertThat(report.tables()).containsExactly(new DryRunReport.Table("people", 2L, 1L));
		assertThat(report.locked()).isEmpty();
	}

	@Test
	void vacuumIsTried() {
		DryRunReport report = dryRun(afterPeople("002_vacuum.sql", "VACUUM;"));
		assertThat(outcomes(report)).containsExactly(Outcome.APPLIES);
		assertThat(statements(report)).extracting(DryRunReport.Statement::effects).containsExactly(Trial.Effects.NONE);
	}

	@Test
	void otherFilesAreLeftAlone() {
		File other = new File(this.folder, "other.db");
		DryRunReport report = dryRun(
				afterPeople("002_files.sql", "VACUUM INTO '%s';\nATTACH '%s' AS other;\n".formatted(other, other)));
		assertThat(outcomes(report)).containsExactly(Outcome.PARTLY_TRIED);
		assertThat(statements(report)).extracting(DryRunReport.Statement::reason)
			.containsExactly("it opens or writes another file, of which there is no copy",
					"it opens or writes another file, of which there is no copy");
		assertThat(other).doesNotExist();
	}

	@Test
	void aDatabaseThatLogsAheadIsCopiedWithWhatIsInTheLog() {
		this.database.query("PRAGMA journal_mode = WAL");
		TestScripts scripts = afterPeople("002_more.sql", "UPDATE people SET name = 'x';");
		try (Connection reader = this.database.dataSource().getConnection();
				Statement statement = reader.createStatement()) {
			statement.execute("INSERT INTO people VALUES (3, 'Alan')");
			reader.setAutoCommit(false);
			statement.executeQuery("SELECT * FROM people").close();
			this.database.execute("INSERT INTO people VALUES (4, 'Edsger')");
			DryRunReport report = migrator(scripts).dryRun(DryRunRequest.DEFAULTS);
			assertThat(statements(report)).extracting(DryRunReport.Statement::rows).containsExactly(4L);
			reader.rollback();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		assertThat(this.database.query("SELECT count(*) FROM people WHERE name = 'x'")).containsExactly("0");
		assertThat(this.database.query("PRAGMA journal_mode")).containsExactly("wal");
	}

	@Test
	void anOpenReaderOrWriterIsNotInTheWay() throws Exception {
		TestScripts scripts = afterPeople("002_more.sql", "UPDATE people SET name = 'x';");
		try (Connection writer = this.database.dataSource().getConnection();
				Statement statement = writer.createStatement()) {
			statement.execute("BEGIN IMMEDIATE");
			statement.execute("INSERT INTO people VALUES (3, 'Alan')");
			DryRunReport report = migrator(scripts).dryRun(DryRunRequest.DEFAULTS);
			assertThat(statements(report)).extracting(DryRunReport.Statement::rows).containsExactly(2L);
			statement.execute("COMMIT");
		}
		assertThat(this.database.query("SELECT count(*) FROM people")).containsExactly("3");
	}

	@Test
	void aDatabaseInMemoryIsCopiedToo() throws SQLException {
		SQLiteDataSource memory = new SQLiteDataSource();
		memory.setUrl("jdbc:sqlite::memory:");
		try (Connection connection = memory.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("CREATE TABLE people (id INTEGER)");
			statement.execute("INSERT INTO people VALUES (1)");
			DataSource single = new SingleConnectionDataSource(connection, true);
			DryRunReport report = migrator(single, "1_x.sql", "DELETE FROM people;").dryRun(DryRunRequest.DEFAULTS);
			assertThat(report.tables()).containsExactly(new DryRunReport.Table("people", 1L, 0L));
			assertThat(statement.executeQuery("SELECT count(*) FROM people").getInt(1)).isOne();
			assertThat(statement.executeQuery("SELECT count(*) FROM sqlite_schema").getInt(1)).isOne();
		}
	}

	private Migrator migrator(DataSource dataSource, String... namesAndTexts) {
		return new Migrator("dataSource", dataSource, dataSource, TestScripts.of(namesAndTexts), this.settings,
				this.events);
	}

	@Test
	void saysThatADatabaseMayOnlyBeRead() {
		afterPeople();
		SQLiteConfig config = new SQLiteConfig();
		config.setReadOnly(true);
		SQLiteDataSource dataSource = new SQLiteDataSource(config);
		dataSource.setUrl("jdbc:sqlite:" + ((TestDatabase.Sqlite) this.database).file());
		Migrator migrator = migrator(dataSource, "001_people.sql", PEOPLE, "002_x.sql", "CREATE TABLE x (id INTEGER);");
		List<String> before = everything();
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator.dryRun(DryRunRequest.DEFAULTS))
			.withMessageStartingWith("Database 'dataSource' cannot be migrated, because it cannot be written: ")
			.withMessageEndingWith("Pending: 002");
		assertThat(everything()).isEqualTo(before);
	}

	@Test
	void attachedFilesAreCopiedToo() throws SQLException {
		File other = new File(this.folder, "other.db");
		try (Connection connection = this.database.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("ATTACH '" + other + "' AS other");
			statement.execute("CREATE TABLE other.log (id INTEGER)");
			DataSource single = new SingleConnectionDataSource(connection, true);
			DryRunReport report = migrator(single, "1_x.sql", "INSERT INTO other.log VALUES (1);")
				.dryRun(DryRunRequest.DEFAULTS);
			assertThat(outcomes(report)).containsExactly(Outcome.APPLIES);
			assertThat(statement.executeQuery("SELECT count(*) FROM other.log").getInt(1)).isZero();
		}
	}

	@Test
	void rowsThatReferToNothingAreFound() {
		DryRunReport report = dryRun(afterPeople("002_pets.sql", """
				CREATE TABLE pets (id INTEGER PRIMARY KEY, owner INTEGER REFERENCES people (id));
				INSERT INTO pets VALUES (1, 99);
				"""));
		assertThat(outcomes(report)).containsExactly(Outcome.FAILS);
		assertThat(reasons(report)).containsExactly("it would leave rows that refer to nothing: 1 rows of 'pets' refer "
				+ "to rows of 'people' that do not exist (before: 0)");
	}

	@Test
	void anUpdateOfAHundredThousandRowsIsCounted() {
		migrate("1_many.sql", "CREATE TABLE many AS WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c "
				+ "WHERE x < 100000) SELECT x FROM c;");
		TestScripts scripts = TestScripts.of("1_many.sql",
				"CREATE TABLE many AS WITH RECURSIVE c (x) AS (SELECT 1 "
						+ "UNION ALL SELECT x + 1 FROM c WHERE x < 100000) SELECT x FROM c;",
				"2_x.sql", "UPDATE many SET x = x + 1;\nPRAGMA user_version = 7;");
		DryRunReport report = dryRun(scripts);
		assertThat(statements(report).get(0).rows()).isEqualTo(100_000);
		assertThat(this.database.query("PRAGMA user_version")).containsExactly("0");
	}

}
