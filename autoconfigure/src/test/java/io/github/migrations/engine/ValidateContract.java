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

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.AbstractDataSource;

import io.github.migrations.database.TableName;
import io.github.migrations.database.rules.Finding;
import io.github.migrations.engine.Policies.OnMismatch;
import io.github.migrations.engine.Policies.OnOlder;
import io.github.migrations.script.ScriptException;
import io.github.migrations.script.ScriptFile;
import io.github.migrations.script.Version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What can be known about files and history without changing anything.
 */
abstract class ValidateContract extends EngineContract {

	private static final String T = "CREATE TABLE t (id INTEGER);";

	private static final String NO_UNDO = "db/migrations/%s warning missing-undo: has no undo script";

	private static final String NOT_NULL = "ALTER TABLE t ADD COLUMN c TEXT NOT NULL;";

	/** A statement that cannot run in a transaction, and its first words. */
	abstract List<String> outside();

	private Validation validate(TestScripts scripts) {
		return validate(migrator(scripts), null);
	}

	/** Whatever it finds, it changes nothing. */
	private Validation validate(Migrator migrator, @Nullable String after) {
		List<String> before = this.database.schema();
		Validation validation = migrator.validate((after != null) ? Version.of(after) : null);
		assertThat(this.database.schema()).isEqualTo(before);
		return validation;
	}

	private static List<String> lines(Validation validation) {
		return validation.findings().map(ValidateContract::line).toList();
	}

	private static String line(Finding finding) {
		return "%s%s %s%s: %s".formatted((finding.file() != null) ? finding.file() : "general",
				(finding.line() > 0) ? ":" + finding.line() : "", finding.severity().name().toLowerCase(Locale.ROOT),
				(finding.rule().isEmpty()) ? "" : " " + finding.rule(), finding.message());
	}

	private List<String> found(String... namesAndTexts) {
		return lines(validate(TestScripts.of(namesAndTexts)));
	}

	@Test
	void nothingIsWrongWithGoodFilesAndNothingIsCreated() {
		Validation validation = validate(TestScripts.of("1_t.sql", T, "1_t.down.sql", "DROP TABLE t;"));
		assertThat(lines(validation)).isEmpty();
		assertThat(validation.counts()).isEqualTo(new Validation.Counts(0, 1));
		assertThat(validation.errors() + validation.warnings()).isZero();
		assertThat(validation.notes()).isEmpty();
		assertThat(this.database.schema()).noneMatch((line) -> line.contains("schema_migrations"));
	}

	@Test
	void pendingMigrationsAreNoFindingAndAppliedOnesAreCounted() {
		TestScripts scripts = TestScripts.of("1_t.sql", T, "1_t.down.sql", "DROP TABLE t;");
		migrate(scripts);
		Validation validation = validate(
				scripts.with("2_u.sql", "CREATE TABLE u (id INTEGER);").with("2_u.down.sql", "DROP TABLE u;"));
		assertThat(lines(validation)).isEmpty();
		assertThat(validation.counts()).isEqualTo(new Validation.Counts(1, 1));
		assertThat(validation.files()).extracting(Validation.CheckedFile::name)
			.containsExactly("db/migrations/2_u.sql");
	}

	@Test
	void aFileThatUndoesItselfIsAnError() {
		assertThat(found("1_t.sql", "-- migrate:up\n" + T + "\n\n-- migrate:down\nDROP TABLE t;\n", "1_t.down.sql",
				"DROP TABLE t;"))
			.containsExactly(
					"db/migrations/1_t.sql:4 error: what stands below this line (-- migrate:down) takes back what stands "
							+ "above it, and would be run right after it. Move it to a file beside this one that ends in "
							+ ".down.sql, or remove the line if all of the file is to be run");
	}

	@Test
	void doesNotWaitForAMigrationThatRuns() throws SQLException {
		TestScripts scripts = TestScripts.of("1_t.sql", T, "1_t.down.sql", "DROP TABLE t;");
		migrate(scripts);
		try (Connection running = this.database.dataSource().getConnection();
				Statement statement = running.createStatement()) {
			running.setAutoCommit(false);
			statement.execute("INSERT INTO schema_migrations VALUES ('7', 'Seven', CURRENT_TIMESTAMP)");
			Validation validation = validate(scripts);
			assertThat(lines(validation)).isEmpty();
			assertThat(validation.counts()).isEqualTo(new Validation.Counts(1, 0));
			running.rollback();
		}
	}

	@Test
	void findsEveryWrongNameAndNotOnlyTheFirst() {
		assertThat(found("1_a.sql", "-- migration: empty, allow=missing-undo", "01_b.sql", "SELECT 1;", "2b.sql", "",
				"3_c.sql.conf", "", "afterMigrate.sql", "", "notes.txt", "", "4_d.down.sql", "SELECT 1;"))
			.containsExactly(
					"general warning: db/migrations/notes.txt is no migration: its name follows none of the patterns "
							+ "<version>_<description>.sql, V<version>__<description>.sql, R__<description>.sql",
					"general warning: db/migrations/4_d.down.sql takes back a migration that does not exist",
					"db/migrations/01_b.sql error: version 01 is taken by db/migrations/1_a.sql already. Give one of the "
							+ "two files another version",
					"db/migrations/2b.sql error: the name begins like a migration's, but is none. Expected "
							+ "<version>_<description>.sql such as 002_add_users.sql, V2__add_users.sql or R__views.sql",
					"db/migrations/3_c.sql.conf error: Flyway's script configuration files are not supported. Remove the "
							+ "file and say what it says by a directive at the head of the script, such as '-- migration: "
							+ "transaction=off'",
					"db/migrations/afterMigrate.sql error: Flyway's callbacks are not supported. Remove the file: put what "
							+ "runs after every change into a repeatable migration (R__name.sql), everything else into a "
							+ "numbered one");
	}

	@Test
	void findsWhatIsWrongInEachFileWithItsLine() {
		assertThat(found("1_t.sql", T, "1_t.down.sql", "SELECT 1;\n\nSELECT 'not closed;", "2_b.sql",
				"SELECT 1;\nSELECT 'not closed;", "3_c.sql", "\n-- migration: alow=x\nSELECT 1;", "4_d.sql",
				"-- nothing\n", "4_d.down.sql", "", "5_e.sql", "BEGIN;\nSELECT 1;", "R__f.sql", "SELECT \"open"))
			.containsExactly(
					"db/migrations/1_t.down.sql:3 error: the string that begins on this line is never closed; close it with '",
					"db/migrations/2_b.sql:2 error: the string that begins on this line is never closed; close it with '",
					"db/migrations/3_c.sql:2 error: unknown directive 'alow'. The directives are: description, "
							+ "transaction, foreign-keys, allow, empty, batch, pause, lock-timeout, statement-timeout",
					"db/migrations/4_d.sql warning: holds no statement. If that is on purpose, say so at its head: "
							+ "-- migration: empty",
					"db/migrations/4_d.down.sql warning: holds no statement. If that is on purpose, say so at its head: "
							+ "-- migration: empty",
					"db/migrations/5_e.sql:1 error: the transaction that begins here is never committed, so nothing of it "
							+ "would be kept. Add COMMIT, or remove this statement",
					"db/migrations/R__f.sql:1 error: the quoted name that begins on this line is never closed; close it with \"");
	}

	@Test
	void namesTheByteThatIsNotUtf8() {
		byte[] latin = "SELECT 1;\nSELECT 'é';".getBytes(StandardCharsets.ISO_8859_1);
		ScriptSource scripts = source(
				List.of(new ScriptFile("1_x.sql", "1_x.sql", () -> new ByteArrayInputStream(latin))));
		assertThat(lines(validate(migrator(scripts), null)))
			.containsExactly("1_x.sql:2 error: byte 19 (0xE9) is not UTF-8. Save the file as UTF-8");
	}

	private Migrator migrator(ScriptSource scripts) {
		return new Migrator("dataSource", this.database.dataSource(), this.database.dataSource(), scripts,
				this.settings, this.events);
	}

	private static ScriptSource source(List<ScriptFile> files) {
		return new ScriptSource() {

			@Override
			public List<ScriptFile> find() {
				return files;
			}

			@Override
			public List<String> locations() {
				return List.of();
			}

		};
	}

	@Test
	void anAppliedFileThatCannotBeReadAnyMoreHidesNothingElse() {
		migrate("1_x.sql", "SELECT 1;", "2_y.sql", "SELECT 2;");
		byte[] latin = "SELECT 'é';".getBytes(StandardCharsets.ISO_8859_1);
		List<ScriptFile> files = new ArrayList<>(TestScripts.of("2_y.sql", "SELECT 22;").find());
		files.add(new ScriptFile("1_x.sql", "db/migrations/1_x.sql", () -> new ByteArrayInputStream(latin)));
		assertThat(lines(validate(migrator(source(files)), null))).containsExactly(
				"general error: Changed after they were applied: db/migrations/1_x.sql, db/migrations/2_y.sql. What is "
						+ "applied is not applied again, so this database differs from one that is built from the files.",
				"db/migrations/1_x.sql:1 error: byte 9 (0xE9) is not UTF-8. Save the file as UTF-8");
	}

	@Test
	void saysOfEachPendingFileHowItWillRunAndWhy() {
		Validation validation = validate(TestScripts
			.of("1_t.sql", T, "2_u.sql", "BEGIN; SELECT 1; COMMIT;", "3_v.sql",
					"-- migration: transaction=off\nSELECT 1;", "4_w.sql", T + "\n" + outside().get(0) + ";",
					"R__x.sql", "SELECT 1;", "1_t.down.sql", "DROP TABLE t;")
			.with(new TestCode("5", (context) -> {
			})));
		assertThat(validation.files()).extracting((file) -> file.name() + " - " + file.mode())
			.containsExactly("db/migrations/1_t.sql - one transaction: every statement can run in one",
					"db/migrations/2_u.sql - one transaction: the file has one transaction around everything",
					"db/migrations/3_v.sql - statement by statement: the directive transaction=off says so",
					"db/migrations/4_w.sql - statement by statement: line 2 (%s) cannot run in a transaction"
						.formatted(outside().get(1)),
					TestCode.class.getName() + " - one transaction: code runs in one",
					"db/migrations/R__x.sql - one transaction: every statement can run in one");
	}

	@Test
	void aPendingMigrationWithoutUndoScriptIsAWarning() {
		TestScripts scripts = TestScripts.of("1_a.sql", "SELECT 1;", "2_b.sql", "SELECT 1;", "2_b.down.sql",
				"SELECT 1;");
		assertThat(lines(validate(scripts))).containsExactly(NO_UNDO.formatted("1_a.sql"));
		migrate(scripts);
		assertThat(lines(validate(scripts.with("3_c.sql", "SELECT 1;")
			.with("4_d.sql", "-- migration: allow=missing-undo\nSELECT 1;")
			.with("R__e.sql", "SELECT 1;")))).containsExactly(NO_UNDO.formatted("3_c.sql"));
	}

	@Test
	void thatNothingCanBeTakenBackIsSaidOnce() {
		assertThat(found("1_a.sql", "SELECT 1;", "2_b.sql", "SELECT 1;", "3_c.sql", "SELECT 1;")).containsExactly(
				"general warning missing-undo: none of the migrations has an undo script (the pending ones are 1 to 3)");
	}

	@Test
	void codeThatCannotBeTakenBackIsAWarning() {
		TestScripts scripts = TestScripts.of("1_a.sql", "SELECT 1;", "1_a.down.sql", "SELECT 1;")
			.with(new TestCode("2", (context) -> {
			}))
			.with(new TestCode.Undoable("3", (context) -> {
			}, (context) -> {
			}))
			.with(new TestCode("x", (context) -> {
			}));
		assertThat(lines(validate(scripts))).containsExactly(
				TestCode.class.getName() + " error: version() returns 'x', which is not a version: expected digits, "
						+ "further parts joined by dots",
				TestCode.class.getName() + " warning missing-undo: has no undo script");
	}

	@Test
	void looksForDangerInPendingFilesAlone() {
		TestScripts scripts = TestScripts.of("1_t.sql", T, "1_t.down.sql", "DROP TABLE t;", "2_c.sql", NOT_NULL,
				"2_c.down.sql", "SELECT 1;");
		assertThat(lines(validate(scripts)))
			.containsExactly("db/migrations/2_c.sql:1 warning not-null-without-default: "
					+ "the column c of the existing table t is NOT NULL without a default");
		migrate(scripts);
		assertThat(lines(validate(scripts))).isEmpty();
	}

	@Test
	void aFileMayAllowItselfWhatIsDangerous() {
		assertThat(found("1_t.sql", T, "1_t.down.sql", "DROP TABLE t;", "2_c.sql",
				"-- migration: allow=not-null-without-default missing-undo\n" + NOT_NULL))
			.isEmpty();
	}

	@Test
	void filesUpToAVersionMayBeAsTheyAre() {
		TestScripts scripts = TestScripts.of("1_t.sql", T, "2_c.sql", NOT_NULL, "3_d.sql", "SELECT 1;");
		assertThat(lines(validate(migrator(scripts), "2"))).containsExactly(NO_UNDO.formatted("3_d.sql"));
		assertThat(lines(validate(migrator(scripts), "3"))).isEmpty();
	}

	@Test
	void aBaselineStandsForWhatComesBeforeIt() {
		TestScripts scripts = TestScripts.of("1_t.sql", T, "1_t.down.sql", "SELECT 1;", "B2__all.sql",
				"CREATE TABLE t (id INTEGER, old TEXT); CREATE TABLE u (id INTEGER);", "3_c.sql",
				"-- migration: allow=missing-undo\nALTER TABLE u ADD COLUMN c TEXT NOT NULL;");
		Validation validation = validate(scripts);
		String expected = "db/migrations/3_c.sql:2 warning not-null-without-default: the column c of the existing table u "
				+ "is NOT NULL without a default";
		assertThat(lines(validation)).containsExactly(expected);
		assertThat(validation.files()).extracting(Validation.CheckedFile::name)
			.containsExactly("db/migrations/B2__all.sql", "db/migrations/3_c.sql");
		migrateTo("2", scripts);
		assertThat(lines(validate(scripts))).containsExactly(expected);
	}

	@Test
	void comparesTheHistoryAsThePoliciesSay() {
		migrate("1_a.sql", "SELECT 1;", "5_e.sql", "SELECT 5;", "6_f.sql", "SELECT 6;");
		TestScripts scripts = TestScripts.of("1_a.sql", "SELECT 11;", "3_c.sql",
				"-- migration: allow=missing-undo\nSELECT 3;", "5_e.sql", "SELECT 5;");
		Validation validation = validate(scripts);
		assertThat(lines(validation)).containsExactly(
				"general error: Changed after they were applied: db/migrations/1_a.sql. What is applied is not applied "
						+ "again, so this database differs from one that is built from the files.",
				"general warning: The database has migrations that this build does not know: 6 (F). It was migrated by a "
						+ "newer build, or files have been removed.",
				"general warning: Older than the newest applied migration 6, and applied all the same: "
						+ "db/migrations/3_c.sql.");
		assertThat(validation.general()).extracting(Finding::instead)
			.containsExactly(
					"Restore the files, and put the change into a new migration. If the database is right as it is, accept "
							+ "the files: migrations:repair.",
					"Start the build that knows them, or put the files back.", "Give them versions above 6.");
		assertThat(validation.notes()).containsExactly("Missing among the numbers of the files: 2 (between "
				+ "db/migrations/1_a.sql and db/migrations/3_c.sql), 4 (between db/migrations/3_c.sql and "
				+ "db/migrations/5_e.sql). spring.migrations.on-gap=ignore allows that.");
		this.settings = Settings.defaults()
			.withPolicies(new Policies(OnMismatch.IGNORE, OnMismatch.ERROR, OnOlder.ERROR, OnMismatch.WARN));
		Validation strict = validate(scripts);
		assertThat(lines(strict)).extracting((line) -> line.substring(0, 40))
			.containsExactly("general error: The database has migratio", "general error: Older than the newest app",
					"general warning: Missing among the numbe");
		assertThat(strict.notes()).isEmpty();
		assertThat(strict.errors()).isEqualTo(2);
		assertThat(strict.warnings()).isEqualTo(1);
	}

	@Test
	void aTargetThatDoesNotExistIsAnError() {
		this.settings = Settings.defaults().withTarget(Version.of("7"));
		assertThat(found("1_t.sql", T, "1_t.down.sql", "DROP TABLE t;")).containsExactly(
				"general error: There is no migration with the version 7, which spring.migrations.target names.");
	}

	@Test
	void aTableOfAnotherToolIsAnErrorAndTheFilesAreCheckedAllTheSame() {
		this.database.execute("CREATE TABLE schema_migrations (version VARCHAR(255) PRIMARY KEY)");
		Validation validation = validate(TestScripts.of("1_t.sql", T, "2_x.sql", NOT_NULL + "'"));
		assertThat(lines(validation)).map((line) -> line.replaceFirst("table \\w+\\.", "table "))
			.containsExactly(
					"general error: The table schema_migrations is that of Rails or dbmate, which has applied nothing yet. "
							+ "Nothing is run before ours takes its place. Look at what would be taken over: java -jar app.jar "
							+ "migrations:adopt --preview; then do it by the same command without --preview",
					"db/migrations/2_x.sql:1 error: the string that begins on this line is never closed; close it with '");
		assertThat(validation.notes())
			.containsExactly("Which migrations are pending is not known, so the safety rules have not been looked at.");
		assertThat(validation.counts()).isNull();
	}

	@Test
	void aDatabaseThatCannotBeReachedIsAnErrorAmongOthers() throws SQLException {
		DataSource broken = new AbstractDataSource() {

			@Override
			public Connection getConnection() throws SQLException {
				throw new SQLException("no route to host");
			}

			@Override
			public Connection getConnection(String username, String password) throws SQLException {
				return getConnection();
			}

		};
		Validation validation = new Migrator("dataSource", broken, broken, TestScripts.of("1_t.sql", T), this.settings,
				this.events)
			.validate(null);
		assertThat(lines(validation))
			.containsExactly("general error: Database 'dataSource' cannot be read or written: no route to host");
	}

	@Test
	void aSchemaThatDoesNotExistIsAnError() {
		this.settings = Settings.defaults().withTable(new TableName("elsewhere", "schema_migrations"));
		assertThat(found("1_t.sql", T, "1_t.down.sql", "DROP TABLE t;")).singleElement()
			.asString()
			.startsWith("general error: The schema 'elsewhere' (spring.migrations.schema) does not exist. ");
	}

	@Test
	void aLocationThatCannotBeSearchedIsAnError() {
		ScriptSource missing = new ScriptSource() {

			@Override
			public List<ScriptFile> find() {
				throw new ScriptException("the location 'x' does not exist", null, 0);
			}

			@Override
			public List<String> locations() {
				return List.of("x");
			}

		};
		migrate("1_t.sql", T);
		assertThat(lines(validate(migrator(missing), null)))
			.containsExactly("general error: the location 'x' does not exist");
	}

	@Test
	void anInterruptedRunGoesOnUnlessWhatIsDoneHasChanged() {
		String half = "-- migration: transaction=off, allow=missing-undo\n" + T + "\n%s\nSELECT * FROM missing;";
		assertThat(refused("1_t.sql", half.formatted("SELECT 1;"))).isNotNull();
		Validation validation = validate(TestScripts.of("1_t.sql", half.formatted("SELECT 1;")));
		assertThat(lines(validation)).isEmpty();
		assertThat(validation.notes()).containsExactly(
				"db/migrations/1_t.sql was interrupted after 2 of 3 statements; the next run goes on there.");
		assertThat(found("1_t.sql", half.formatted("SELECT 2;"))).containsExactly(
				"db/migrations/1_t.sql:3 error: was interrupted after 2 statements, and their text is another one now. "
						+ "Restore the text of the statements that are done and start again; it continues after them. Or do "
						+ "the rest of it by hand and record it as applied (migrations:repair --applied=1); or take back by "
						+ "hand what it has done and clear the record (migrations:repair), so that it begins at statement "
						+ "1.");
	}

	@Test
	void anUndoThatIsHalfDoneStandsInTheWayOfPendingMigrations() {
		TestScripts scripts = TestScripts.of("1_t.sql", T, "1_t.down.sql",
				"-- migration: transaction=off\nDROP TABLE t;\nSELECT * FROM missing;");
		migrate(scripts);
		try {
			migrator(scripts).rollback(RollbackRequest.steps(1));
		}
		catch (MigrationException ex) {
			// that is why it is half done
		}
		String half = ": The undo of migration 1 is half done: 1 of its statements are done and stay so.";
		assertThat(lines(validate(scripts))).containsExactly("general warning" + half);
		assertThat(lines(validate(scripts.with("2_u.sql", "-- migration: allow=missing-undo\nSELECT 1;"))))
			.containsExactly("general error" + half);
	}

	@Test
	void aMigrationThatIsHalfDoneAndHasNoFileAnyMoreStandsInTheWayOfPendingMigrations() {
		TestScripts scripts = TestScripts.of("1_t.sql", T);
		migrate(scripts);
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrate(TestScripts.of("1_t.sql", T,
				"2_u.sql", "-- migration: transaction=off\nSELECT 1;\nSELECT * FROM missing;")));
		String half = ": Migration 2 is half done: 1 of its statements are done and stay so. "
				+ "There is no file of this version any more to go on with.";
		assertThat(lines(validate(scripts))).containsExactly("general warning" + half);
		assertThat(lines(validate(scripts.with("3_v.sql", "-- migration: allow=missing-undo\nSELECT 1;"))))
			.containsExactly("general error" + half);
	}

}
