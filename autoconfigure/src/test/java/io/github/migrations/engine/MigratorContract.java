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

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.migrations.script.Placeholders;
import io.github.migrations.script.Version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a migrator does on every database.
 */
abstract class MigratorContract {

	private static final String ONE = "CREATE TABLE one (id INTEGER PRIMARY KEY, name TEXT);\nINSERT INTO one VALUES (1, 'a;b');\n";

	private static final String TWO = "-- migration: description=The second one\nCREATE TABLE two (id INTEGER);";

	final Events events = new Events();

	@SuppressWarnings("NullAway.Init")
	TestDatabase database;

	abstract TestDatabase open();

	@BeforeEach
	void openDatabase() {
		this.database = open();
	}

	@AfterEach
	void closeDatabase() {
		this.database.close();
	}

	Migrator migrator(TestScripts scripts) {
		return migrator(this.database.dataSource(), scripts);
	}

	Migrator migrator(DataSource dataSource, TestScripts scripts) {
		return new Migrator("dataSource", dataSource, dataSource, scripts, Settings.defaults(), this.events);
	}

	static TestScripts oneAndTwo() {
		return TestScripts.of("001_first_table.sql", ONE, "002_second.sql", TWO);
	}

	@Test
	void appliesEverythingPendingInTheOrderOfVersions() {
		TestScripts scripts = TestScripts.of("10_ten.sql", "INSERT INTO t VALUES (10);", "2_two.sql",
				"INSERT INTO t VALUES (2);", "1_one.sql", "CREATE TABLE t (v INTEGER);");
		Status status = migrator(scripts).migrate(null);
		assertThat(status.state()).isEqualTo(State.UP_TO_DATE);
		assertThat(status.version()).isEqualTo("10");
		assertThat(this.events.lines).containsExactly("started 1", "applied 1 One", "started 2", "applied 2 Two",
				"started 10", "applied 10 Ten", "finished UP_TO_DATE 3");
		assertThat(this.database.query("SELECT v FROM t ORDER BY v")).containsExactly("2", "10");
	}

	@Test
	void recordsVersionAsSpelledDescriptionAndTime() {
		Instant before = Instant.now().minusSeconds(2);
		Status status = migrator(oneAndTwo()).migrate(null);
		assertThat(this.database.query("SELECT version, description FROM schema_migrations ORDER BY version"))
			.containsExactly("001|First table", "002|The second one");
		assertThat(status.applied()).allSatisfy((applied) -> {
			assertThat(applied.appliedAt()).isBetween(before, Instant.now().plusSeconds(2));
			assertThat(applied.executionTimeMs()).isNotNull();
			assertThat(applied.undoable()).isFalse();
		});
	}

	@Test
	void createsExactlyItsTwoTables() {
		migrator(TestScripts.of("1_nothing.sql", "-- migration: empty\n")).migrate(null);
		assertThat(this.database.schema()).allMatch((line) -> line.contains("schema_migrations"));
		assertThat(this.database.query("SELECT checksum FROM schema_migrations_details"))
			.containsExactly("sha256:36aa539c443969cea8476d466fd5abd08cf25ee4fd8914a46b88f7edac5fd9d6");
	}

	@Test
	void appliesNothingTwice() {
		migrator(oneAndTwo()).migrate(null);
		this.events.lines.clear();
		migrator(oneAndTwo()).migrate(null);
		assertThat(this.events.lines).containsExactly("finished UP_TO_DATE 0");
	}

	@Test
	void statusCreatesNothing() {
		Status status = migrator(oneAndTwo()).status();
		assertThat(status.state()).isEqualTo(State.PENDING);
		assertThat(status.version()).isNull();
		assertThat(status.pending()).extracting(Status.Pending::description)
			.containsExactly("First table", "The second one");
		assertThat(this.database.schema()).isEmpty();
	}

	@Test
	void appliesUpToAVersion() {
		Status status = migrator(oneAndTwo()).migrate(Version.of("1"));
		assertThat(status.state()).isEqualTo(State.PENDING);
		assertThat(status.version()).isEqualTo("001");
		assertThat(this.events.lines).contains("applied 001 First table", "finished PENDING 1");
	}

	@Test
	void refusesToMigrateToAVersionThatDoesNotExist() {
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator(oneAndTwo()).migrate(Version.of("7")))
			.withMessage("There is no migration with the version 7.");
		assertThat(this.database.schema()).isEmpty();
	}

	@Test
	void leavesNothingBehindWhenAStatementFailsAndNamesItsLine() {
		migrator(TestScripts.of("001_first_table.sql", ONE)).migrate(null);
		List<String> schema = this.database.schema();
		TestScripts scripts = TestScripts.of("001_first_table.sql", ONE, "002_broken.sql", """
				CREATE TABLE three (id INTEGER);
				UPDATE one SET name = 'changed';

				-- the third one
				INSERT INTO
				  missing VALUES (1);
				CREATE TABLE four (id INTEGER);
				""");
		Migrator migrator = migrator(scripts);
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator.migrate(null)).satisfies((ex) -> {
			assertThat(ex).hasMessage(brokenMessage());
			assertThat(ex.getAction())
				.isEqualTo("Correct db/migrations/002_broken.sql and start again; it continues with this migration.");
			assertThat(ex.getFailure().version()).isEqualTo("002");
			assertThat(ex.getFailure().line()).isEqualTo(brokenLine());
		});
		assertThat(this.database.schema()).isEqualTo(schema);
		assertThat(this.database.query("SELECT name FROM one")).containsExactly("a;b");
		assertThat(this.database.query("SELECT version FROM schema_migrations")).containsExactly("001");
		assertThat(migrator.known()).isNotNull().satisfies((status) -> {
			assertThat(status.state()).isEqualTo(State.FAILED);
			assertThat(status.failure()).isNotNull();
		});
	}

	abstract String brokenMessage();

	abstract int brokenLine();

	@Test
	void namesTheRightOneOfManyStatementsThatChangeRows() {
		StringBuilder script = new StringBuilder("CREATE TABLE many (id INTEGER PRIMARY KEY);\n");
		for (int i = 1; i <= 500; i++) {
			script.append("INSERT INTO many VALUES (%d);%n".formatted((i == 333) ? 7 : i));
		}
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator(TestScripts.of("1_many.sql", script.toString())).migrate(null))
			.withMessageContaining("failed at db/migrations/1_many.sql:334")
			.withMessageContaining("Statement 334 of 501: INSERT INTO many VALUES (7)");
		assertThat(this.database.schema()).isEmpty();
		migrator(TestScripts.of("1_many.sql", script.toString().replace("333);\n", "").replaceFirst("\\(7\\)", "(-7)")))
			.migrate(null);
		assertThat(this.database.query("SELECT count(*) FROM many")).containsExactly("500");
	}

	@Test
	void replacesPlaceholdersWhereAtLeastOneIsConfigured() {
		TestScripts scripts = TestScripts.of("1_p.sql",
				"CREATE TABLE ${prefix}_t (v TEXT);\nINSERT INTO ${prefix}_t VALUES ('$ ${ } $1 ${prefix}${prefix}');",
				"1_p.down.sql", "DROP TABLE ${prefix}_t");
		migrator(scripts, Map.of("prefix", "my")).migrate(null);
		assertThat(this.database.query("SELECT v FROM my_t")).containsExactly("$ ${ } $1 mymy");
		assertThat(this.database.query("SELECT undo_script FROM schema_migrations_details"))
			.containsExactly("DROP TABLE my_t");
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator(TestScripts.of("2_q.sql", "SELECT 1;\nSELECT '${other}'"),
					Map.of("prefix", "my", "a", "b"))
				.migrate(null))
			.withMessage("db/migrations/2_q.sql:2: the placeholder ${other} has no value. Set "
					+ "spring.migrations.placeholders.other; there are values for: a, prefix");
	}

	@Test
	void leavesPlaceholdersAloneWhereNoneIsConfigured() {
		migrator(TestScripts.of("1_p.sql", "CREATE TABLE t (v TEXT); INSERT INTO t VALUES ('${prefix}')"))
			.migrate(null);
		assertThat(this.database.query("SELECT v FROM t")).containsExactly("${prefix}");
	}

	private Migrator migrator(TestScripts scripts, Map<String, String> placeholders) {
		return new Migrator("dataSource", this.database.dataSource(), this.database.dataSource(), scripts,
				Settings.defaults().withPlaceholders(new Placeholders(placeholders)), this.events);
	}

	@Test
	void aFileMayAddAColumnToTheTrackingTable() {
		Status status = migrator(TestScripts.of("1_x.sql", "CREATE TABLE x (id INTEGER);", "2_note.sql",
				"ALTER TABLE schema_migrations ADD COLUMN note TEXT;", "3_y.sql", "CREATE TABLE y (id INTEGER);"))
			.migrate(null);
		assertThat(status.version()).isEqualTo("3");
	}

	@Test
	void aFileThatDropsTheTrackingTableIsRolledBack() {
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator(TestScripts.of("1_x.sql", "CREATE TABLE x (id INTEGER);", "2_drop.sql",
					"DROP TABLE schema_migrations;"))
				.migrate(null))
			.withMessageStartingWith("Migration 2 (Drop) failed: db/migrations/2_drop.sql")
			.withMessageContaining("schema_migrations, in which migrations are recorded")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("spring.migrations.table"));
		assertThat(this.database.query("SELECT version FROM schema_migrations")).containsExactly("1");
	}

	@Test
	void aFileThatCreatesTheTrackingTableIsToldWhoseItIs() {
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator(TestScripts.of("1_x.sql", "CREATE TABLE x (id INTEGER);", "2_dump.sql",
					"CREATE TABLE schema_migrations (version VARCHAR(255) NOT NULL);"))
				.migrate(null))
			.withMessageStartingWith("Migration 2 (Dump) failed at db/migrations/2_dump.sql:1")
			.satisfies((ex) -> assertThat(ex.getAction()).matches("Correct db/migrations/2_dump\\.sql and start again; "
					+ "it continues with this migration\\. Migrations are recorded in the table (public|main)\\.schema_migrations: "
					+ "keep that table out of the file, or keep the record elsewhere: "
					+ "set spring\\.migrations\\.schema or spring\\.migrations\\.table\\."));
	}

	@Test
	void aFileThatFailsOnAnotherTableIsNotToldOfTheTrackingTable() {
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(
					() -> migrator(TestScripts.of("1_x.sql", "SELECT * FROM schema_migrations_of_x;")).migrate(null))
			.satisfies((ex) -> assertThat(ex.getAction())
				.isEqualTo("Correct db/migrations/1_x.sql and start again; it continues with this migration."));
	}

	@Test
	void goesOnAfterAFailureWithTheCorrectedFile() {
		Migrator migrator = migrator(oneAndTwo().with("003_x.sql", "BROKEN"));
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator.migrate(null));
		Status status = migrator(oneAndTwo().with("003_x.sql", "INSERT INTO two VALUES (3);")).migrate(null);
		assertThat(status.version()).isEqualTo("003");
		assertThat(this.database.query("SELECT count(*) FROM two")).containsExactly("1");
	}

	@Test
	void findsAMistakeInTheLastFileBeforeTheFirstOneRuns() {
		TestScripts scripts = oneAndTwo().with("003_x.sql", "SELECT 1;\nSELECT 'open");
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator(scripts).migrate(null))
			.withMessageStartingWith("db/migrations/003_x.sql:2: ");
		assertThat(this.database.schema()).isEmpty();
	}

	@Test
	void refusesAFileThatWasChangedAfterItWasApplied() {
		migrator(oneAndTwo()).migrate(null);
		TestScripts changed = TestScripts.of("001_first_table.sql", ONE + "-- more", "002_second.sql", TWO);
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator(changed).migrate(null))
			.withMessage("Database 'dataSource': Changed after they were applied: db/migrations/001_first_table.sql. "
					+ "What is applied is not applied again, so this database differs from one that is built from the "
					+ "files.");
	}

	@Test
	void lineEndsAndByteOrderMarkAreNoChange() {
		migrator(oneAndTwo()).migrate(null);
		TestScripts other = TestScripts.of("001_first_table.sql", "\uFEFF" + ONE.replace("\n", "\r\n"),
				"002_second.sql", TWO.replace("\n", "\r\n"));
		assertThat(migrator(other).migrate(null).state()).isEqualTo(State.UP_TO_DATE);
	}

	@Test
	void appliesAnOlderMigrationWithAWarning() {
		migrator(TestScripts.of("001_first_table.sql", ONE, "003_third.sql", "SELECT 1")).migrate(null);
		this.events.lines.clear();
		migrator(oneAndTwo().with("003_third.sql", "SELECT 1")).migrate(null);
		assertThat(this.events.lines).containsExactly(
				"warning Older than the newest applied migration 003, and applied all the same: "
						+ "db/migrations/002_second.sql",
				"started 002", "applied 002 The second one", "finished UP_TO_DATE 1");
	}

	@Test
	void isAheadWhenTheDatabaseHasANewerMigration() {
		migrator(oneAndTwo().with("003_third.sql", "SELECT 1")).migrate(null);
		this.events.lines.clear();
		Status status = migrator(oneAndTwo()).migrate(null);
		assertThat(status.state()).isEqualTo(State.AHEAD);
		assertThat(this.events.lines).containsExactly(
				"warning The database has migrations that this build does not know: 003 (Third). It was migrated by "
						+ "a newer build, or files have been removed",
				"finished AHEAD 0");
	}

	@Test
	void warnsOfAFileWithoutStatementsAndRecordsIt() {
		Status status = migrator(TestScripts.of("1_void.sql", "-- nothing here", "2_zero.sql", "")).migrate(null);
		assertThat(status.version()).isEqualTo("2");
		assertThat(this.events.lines).contains("warning db/migrations/1_void.sql holds no statement; it is recorded as "
				+ "applied. If that is on purpose, say so at its head: -- migration: empty");
	}

	@Test
	void runsAFileWithOneTransactionAroundEverythingInItsOwn() {
		TestScripts scripts = TestScripts.of("1_wrapped.sql",
				"BEGIN;\nCREATE TABLE w (id INTEGER);\nINSERT INTO w VALUES (1);\nCOMMIT;\n", "2_broken.sql",
				"BEGIN;\nCREATE TABLE x (id INTEGER);\nINSERT INTO missing VALUES (1);\nCOMMIT;");
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator(scripts).migrate(null))
			.withMessageContaining("db/migrations/2_broken.sql:3");
		assertThat(this.database.query("SELECT version FROM schema_migrations")).containsExactly("1");
		assertThat(this.database.schema()).noneMatch((line) -> line.contains("|x|"));
	}

	@Test
	void refusesATableOfTheSameNameThatIsAnotherTools() {
		this.database.execute("CREATE TABLE schema_migrations (version BIGINT PRIMARY KEY, dirty BOOLEAN)");
		List<String> schema = this.database.schema();
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator(oneAndTwo()).migrate(null))
			.withMessageContaining(
					"schema_migrations is that of golang-migrate, which has applied nothing yet. Nothing is run before "
							+ "ours takes its place. Look at what would be taken over: java -jar app.jar migrations:adopt "
							+ "--preview; then do it by the same command without --preview");
		assertThat(this.database.schema()).isEqualTo(schema);
	}

	@Test
	void workWithAPoolOfOneConnectionThatIsNotInAutocommitMode() throws SQLException {
		HikariConfig config = new HikariConfig();
		config.setDataSource(this.database.dataSource());
		config.setMaximumPoolSize(1);
		config.setAutoCommit(false);
		config.setConnectionTimeout(5000);
		try (HikariDataSource pool = new HikariDataSource(config)) {
			Migrator migrator = migrator(pool, oneAndTwo());
			assertThat(migrator.migrate(null).state()).isEqualTo(State.UP_TO_DATE);
			assertThat(migrator.status().state()).isEqualTo(State.UP_TO_DATE);
			try (Connection connection = pool.getConnection()) {
				assertThat(connection.getAutoCommit()).isFalse();
			}
		}
	}

	@Test
	void appliesEachMigrationOnceWhenEightStartTogether() throws Exception {
		TestScripts scripts = oneAndTwo();
		for (int version = 3; version <= 12; version++) {
			scripts.with(version + "_row.sql", "INSERT INTO two VALUES (" + version + ");");
		}
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
				assertThat(result.get().state()).isEqualTo(State.UP_TO_DATE);
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(this.events.lines.stream().filter((line) -> line.startsWith("applied "))).hasSize(12)
			.doesNotHaveDuplicates();
		assertThat(this.database.query("SELECT count(*), count(DISTINCT id) FROM two")).containsExactly("10|10");
	}

	@Test
	void keepsForwardUndoAndDatabaseFoldersApart() {
		TestScripts scripts = TestScripts.of("001_first_table.sql", ONE, "001_first_table.down.sql", "DROP TABLE one;",
				"sqlite/002_own.sql", "CREATE TABLE own (kind TEXT DEFAULT 'sqlite');", "postgresql/002_own.sql",
				"CREATE TABLE own (kind TEXT DEFAULT 'postgresql');");
		Status status = migrator(scripts).migrate(null);
		assertThat(status.applied()).extracting(Status.Applied::undoable).containsExactly(true, false);
		this.database.execute("INSERT INTO own DEFAULT VALUES");
		assertThat(this.database.query("SELECT kind FROM own")).containsExactly(folder());
		assertThat(this.database.query("SELECT undo_script FROM schema_migrations_details WHERE version = '001'"))
			.containsExactly("DROP TABLE one;");
	}

	abstract String folder();

	@Test
	void aFileOfAnotherToolThatWouldUndoItselfIsRefusedBeforeAnythingRuns() {
		this.database.execute("CREATE TABLE t (id INTEGER)");
		TestScripts scripts = TestScripts.of("1_first.sql", "CREATE TABLE first (id INTEGER);", "2_t.sql",
				"-- +goose Up\nCREATE TABLE IF NOT EXISTS t (id INTEGER);\n-- +goose Down\nDROP TABLE t;\n");
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator(scripts).migrate(null))
			.withMessage("db/migrations/2_t.sql:3: what stands below this line (-- +goose Down) takes back what stands "
					+ "above it, and would be run right after it. Move it to a file beside this one that ends in .down.sql, "
					+ "or remove the line if all of the file is to be run")
			.satisfies((ex) -> assertThat(ex.getAction())
				.isEqualTo("Correct the file and start again. Nothing has been " + "changed."));
		assertThat(this.database.tables()).contains("t").doesNotContain("first");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-- +goose Down", "-- migrate:down", "-- +migrate Down", "-- Down Migration", "-- //@UNDO",
			"--//@UNDO", "-- @UNDO", "---- create above / drop below ----", "-- !Downs", "--- !Downs" })
	void theLineAtWhichTheUndoBeginsInFilesOfOtherToolsIsKnown(String line) {
		TestScripts scripts = TestScripts.of("1_t.sql", "CREATE TABLE t (id INTEGER);\n" + line + "\nDROP TABLE t;\n");
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator(scripts).migrate(null))
			.withMessageStartingWith("db/migrations/1_t.sql:2: what stands below this line (");
	}

	@Test
	void whatIsThereAlreadyMayHaveBeenAppliedBySomebodyElse() {
		this.database.execute("CREATE TABLE t (id INTEGER)", "CREATE TABLE v (id INTEGER)");
		String again = "Correct db/migrations/%s and start again; it continues with this migration.";
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator(TestScripts.of("1_t.sql", "CREATE TABLE t (id INTEGER);")).migrate(null))
			.satisfies((ex) -> assertThat(ex.getAction()).isEqualTo(again.formatted("1_t.sql")
					+ " If another tool has migrated this database so far, or nobody has, say up to which version the files "
					+ "are applied: java -jar app.jar migrations:adopt --version=<version>"));
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator(TestScripts.of("1_u.sql", "CREATE TABLE u (id INTEGER);", "2_t.sql",
					"ALTER TABLE t ADD COLUMN id INTEGER;"))
				.migrate(null))
			.satisfies((ex) -> assertThat(ex.getAction()).isEqualTo(again.formatted("2_t.sql")
					+ " If what the migration does was done by hand, record it: java -jar app.jar migrations:repair "
					+ "--applied=2"));
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator(TestScripts.of("1_u.sql", "CREATE TABLE u (id INTEGER);", "R__v.sql",
					"CREATE TABLE v (id INTEGER);"))
				.migrate(null))
			.satisfies((ex) -> assertThat(ex.getAction()).isEqualTo(again.formatted("R__v.sql")));
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator(TestScripts.of("1_u.sql", "CREATE TABLE u (id INTEGER);", "3_x.sql",
					"CREATE TABLE x (id NOSUCH REFERENCES);"))
				.migrate(null))
			.satisfies((ex) -> assertThat(ex.getAction()).isEqualTo(again.formatted("3_x.sql")));
	}

	@Test
	void aFileOfAnotherToolWithoutAnUndoIsRun() {
		migrator(TestScripts.of("1_u.sql", "-- migrate:up\nCREATE TABLE u (id INTEGER);\n-- migrate:down\n", "2_v.sql",
				"-- down migration of the other one: see v\n-- @undo DROP TABLE v\nCREATE TABLE v (id INTEGER);\n-- undo\nDROP TABLE u;"))
			.migrate(null);
		assertThat(this.database.tables()).contains("v").doesNotContain("u");
		assertThat(this.events.lines).noneMatch((event) -> event.startsWith("warning "));
	}

	@Test
	void whatStaysPendingIsDescribedByItsDirective() {
		Status status = migrator(
				TestScripts.of("1_a.sql", "SELECT 1;", "2_b.sql", "-- migration: description=In words\nSELECT 2;"))
			.migrate(Version.of("1"));
		assertThat(status.pending()).extracting(Status.Pending::description).containsExactly("In words");
	}

	@Test
	void aFailureLastsUntilARunHasEndedWell() {
		List<Boolean> failed = new ArrayList<>();
		AtomicReference<Migrator> itself = new AtomicReference<>();
		TestScripts scripts = new TestScripts().with(new TestCode("1", (context) -> {
			failed.add(Objects.requireNonNull(itself.get()).failure() != null);
			if (failed.size() < 3) {
				throw new IllegalStateException("not yet");
			}
		}));
		Migrator migrator = new Migrator("dataSource", this.database.dataSource(), this.database.dataSource(), scripts,
				Settings.defaults(), this.events);
		itself.set(migrator);
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator.migrate(null));
			assertThat(migrator.failure()).isNotNull();
		}
		migrator.migrate(null);
		assertThat(failed).containsExactly(false, true, true);
		assertThat(migrator.failure()).isNull();
	}

}
