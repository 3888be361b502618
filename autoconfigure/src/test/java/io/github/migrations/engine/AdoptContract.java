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

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.sql.DataSource;

import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import io.github.migrations.database.TableName;
import io.github.migrations.script.Version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What taking over does on every database.
 */
abstract class AdoptContract {

	static final String USERS = "CREATE TABLE users (id INTEGER);\n";

	static final String POSTS = "-- migration: description=Posts of users\nCREATE TABLE posts (id INTEGER);\n";

	private static final String HOW = "Look at what would be taken over: java -jar app.jar migrations:adopt --preview; "
			+ "then do it by the same command without --preview";

	private static final String SAY_IT = "say yourself up to which version the files are applied: java -jar app.jar "
			+ "migrations:adopt --version=<version>";

	final Events events = new Events();

	@SuppressWarnings("NullAway.Init")
	TestDatabase database;

	abstract TestDatabase open();

	/** Where tables are without saying so. */
	abstract String schema();

	@BeforeEach
	void openDatabase() {
		this.database = open();
	}

	@AfterEach
	void closeDatabase() {
		this.database.close();
	}

	final Migrator migrator(TestScripts scripts) {
		return migrator(scripts, Settings.defaults());
	}

	final Migrator migrator(TestScripts scripts, Settings settings) {
		return new Migrator("dataSource", this.database.dataSource(), this.database.dataSource(), scripts, settings,
				this.events);
	}

	static Settings onCommand() {
		return Settings.defaults().withPreparation(new Settings.Preparation(false, null, Settings.Adopt.COMMAND));
	}

	final Adoption adopt(TestScripts scripts, @Nullable String version) {
		Migrator migrator = migrator(scripts);
		return migrator.adopt(migrator.adoption((version != null) ? Version.of(version) : null));
	}

	final List<String> versions() {
		return this.database.query("SELECT version FROM schema_migrations ORDER BY 1");
	}

	final List<String> snapshot() {
		List<String> all = new ArrayList<>(this.database.schema());
		for (String table : this.database.tables()) {
			all.addAll(this.database.query("SELECT * FROM " + TableName.quote(table)));
		}
		return all;
	}

	final void refuses(TestScripts scripts, String message) {
		List<String> before = snapshot();
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator(scripts).migrate(null))
			.withMessage("Database 'dataSource': " + message)
			.satisfies((ex) -> assertThat(ex.getAction()).isEqualTo("Nothing has been changed."));
		assertThat(snapshot()).isEqualTo(before);
	}

	final void refusesToAdopt(TestScripts scripts, String message) {
		List<String> before = snapshot();
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator(scripts).adoption(null))
			.withMessage("Database 'dataSource': " + message);
		assertThat(snapshot()).isEqualTo(before);
	}

	private static String qualified(TestDatabase database, String table) {
		return ((database instanceof TestDatabase.Sqlite) ? "main." : "public.") + table;
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "LIQUIBASE")
	void takesOverWhatTheToolHasApplied(OtherTool tool) {
		tool.migrate(this.database);
		List<String> rows = this.database.query("SELECT * FROM " + tool.table);
		Adoption adoption = adopt(tool.scripts(), null);
		assertThat(adoption.isDone()).isFalse();
		assertThat(versions()).containsExactly(tool.first, tool.second);
		assertThat(this.database.query("SELECT * FROM " + tool.keptAs)).isEqualTo(rows);
		Migrator migrator = migrator(tool.scripts());
		Status status = migrator.status();
		assertThat(status.state()).isEqualTo(State.PENDING);
		assertThat(status.applied()).extracting(Status.Applied::description)
			.containsExactly("Create users", "Posts of users");
		assertThat(status.applied()).extracting(Status.Applied::undoable).containsExactly(false, true);
		assertThat(status.pending()).extracting(Status.Pending::version).containsExactly(tool.third());
		assertThat(migrator.migrate(null).state()).isEqualTo(State.UP_TO_DATE);
		assertThat(versions()).containsExactly(tool.first, tool.second, tool.third());
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "LIQUIBASE")
	void takesOverOnce(OtherTool tool) {
		tool.migrate(this.database);
		adopt(tool.scripts(), null);
		List<String> after = snapshot();
		Adoption again = migrator(tool.scripts()).adoption(null);
		assertThat(again.isDone()).isTrue();
		assertThat(again.text()).isEqualTo("dataSource: nothing to take over: "
				+ qualified(this.database, "schema_migrations") + " is ours already and records 2 migrations.\n");
		assertThat(migrator(tool.scripts()).adopt(again)).isEqualTo(again);
		assertThat(snapshot()).isEqualTo(after);
	}

	@ParameterizedTest
	@EnumSource
	void lookingChangesNothing(OtherTool tool) {
		tool.migrate(this.database);
		List<String> before = snapshot();
		if (tool != OtherTool.LIQUIBASE) {
			migrator(tool.scripts()).adoption(null).text();
		}
		migrator(tool.scripts()).adoption(Version.of("0")).text();
		migrator(tool.scripts()).status();
		assertThat(snapshot()).isEqualTo(before);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "PEREGRINE")
	void nothingRunsBesideATableThatNobodyHasTakenOver(OtherTool tool) {
		tool.migrate(this.database);
		List<String> before = snapshot();
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator(tool.scripts()).migrate(null))
			.withMessageMatching("(?is).*\\." + tool.table + " is that of .*")
			.withMessageContaining("java -jar app.jar migrations:adopt --");
		Status status = migrator(tool.scripts()).status();
		assertThat(status.state()).isEqualTo(State.FAILED);
		assertThat(status.failure()).isNotNull();
		assertThat(snapshot()).isEqualTo(before);
	}

	@Test
	void theStatusShowsWhatTheToolHasAppliedAndHowToTakeItOver() {
		OtherTool.FLYWAY.migrate(this.database);
		Status status = migrator(OtherTool.FLYWAY.scripts()).status();
		assertThat(status.applied()).extracting(Status.Applied::version).containsExactly("1", "2");
		assertThat(status.pending()).extracting(Status.Pending::version).containsExactly("3");
		assertThat(status.failure()).isNotNull()
			.satisfies((failure) -> assertThat(failure.message())
				.isEqualTo(flywayMessage("which has applied 2 migrations, the newest of them 2")));
		assertThat(migrator(OtherTool.FLYWAY.scripts()).failure()).isNull();
	}

	private String flywayMessage(String applied) {
		return "The table " + qualified(this.database, "flyway_schema_history") + " is that of Flyway, " + applied
				+ ". Nothing is run, because that would be applied a second time. " + HOW
				+ ". If it has nothing to do with the files: java -jar app.jar migrations:adopt --version=0";
	}

	@Test
	void saysHowToTakeOverATableInItsPlace() {
		OtherTool.RAILS.migrate(this.database);
		refuses(OtherTool.RAILS.scripts(), "The table " + qualified(this.database, "schema_migrations")
				+ " is that of Rails or dbmate, which has applied 2 migrations, the newest of them 20240102030405. "
				+ "Nothing is run, because that would be applied a second time. " + HOW);
	}

	@Test
	void saysHowToTakeOverATableBesideIt() {
		OtherTool.FLYWAY.migrate(this.database);
		this.database.execute("DELETE FROM flyway_schema_history WHERE version = '2'");
		refuses(OtherTool.FLYWAY.scripts(), flywayMessage("which has applied 1 migration, the newest of them 1"));
	}

	@Test
	void showsWhatItWillRecord() {
		OtherTool.FLYWAY.migrate(this.database);
		String schema = (schema().equals("main")) ? "main" : "public";
		String first = (schema().equals("main")) ? "2024-01-01T10:00:00Z" : local("2024-01-01T10:00:00");
		String second = (schema().equals("main")) ? "2024-01-02T10:00:00Z" : local("2024-01-02T10:00:00");
		assertThat(migrator(OtherTool.FLYWAY.scripts()).adoption(null).text()).isEqualTo("""
				dataSource: taken over from Flyway (table %1$s.flyway_schema_history) into %1$s.schema_migrations

				  version  description     applied at            from    file
				  1        Create users    %2$s  Flyway  db/migrations/1_create_users.sql
				  2        Posts of users  %3$s  Flyway  db/migrations/2_add_posts.sql

				Pending afterwards:
				  db/migrations/3_new.sql

				The table %1$s.flyway_schema_history stays as it is.
				""".formatted(schema, first, second));
	}

	/** Flyway's sessions have the time zone of their virtual machine. */
	private static String local(String time) {
		return LocalDateTime.parse(time).atZone(ZoneId.systemDefault()).toInstant().toString();
	}

	@Test
	void showsThatTheTableInItsPlaceIsRenamed() {
		OtherTool.GOLANG_MIGRATE.migrate(this.database);
		assertThat(migrator(OtherTool.GOLANG_MIGRATE.scripts()).adoption(null).text()).isEqualTo("""
				dataSource: taken over from golang-migrate (table %1$s.schema_migrations) into %1$s.schema_migrations

				  version  description     applied at  from            file
				  1        Create users    not known   golang-migrate  db/migrations/1_create_users.sql
				  2        Posts of users  not known   golang-migrate  db/migrations/2_add_posts.sql

				Pending afterwards:
				  db/migrations/3_new.sql

				The table %1$s.schema_migrations is renamed to schema_migrations_golang_migrate and kept.

				⚠️ golang-migrate does not say when. The time of the taking over is recorded.
				""".formatted(schema()));
	}

	@Test
	void keepsTimesDurationsAndUndoScripts() {
		OtherTool.SQLX.migrate(this.database);
		adopt(OtherTool.SQLX.scripts(), null);
		Status status = migrator(OtherTool.SQLX.scripts()).status();
		assertThat(status.applied()).extracting(Status.Applied::appliedAt)
			.containsExactly(Instant.parse("2024-01-01T10:00:00Z"), Instant.parse("2024-01-02T10:00:00Z"));
		assertThat(status.applied()).extracting(Status.Applied::executionTimeMs).containsExactly(2L, null);
		assertThat(this.database.query("SELECT undo_script FROM schema_migrations_details WHERE version = '2'"))
			.containsExactly("DROP TABLE posts;");
		assertThat(this.database.query("SELECT count(*) FROM schema_migrations_details WHERE applied_by LIKE "
				+ "'%, taken over from sqlx' AND checksum LIKE 'sha256:%'"))
			.containsExactly("2");
	}

	@Test
	void theTimeOfTheTakingOverStandsWhereNoOtherIsKnown() {
		OtherTool.DBMATE.migrate(this.database);
		Instant before = Instant.now().minusSeconds(60);
		adopt(OtherTool.DBMATE.scripts(), null);
		assertThat(migrator(OtherTool.DBMATE.scripts()).status().applied())
			.allSatisfy((one) -> assertThat(one.appliedAt()).isBetween(before, Instant.now().plusSeconds(60)));
	}

	@Test
	void aFileThatIsChangedAfterwardsIsNoticed() {
		OtherTool.DBMATE.migrate(this.database);
		adopt(OtherTool.DBMATE.scripts(), null);
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator(OtherTool.DBMATE.scripts().with("20240101000000_create_users.sql", "SELECT 1;"))
				.migrate(null))
			.withMessageContaining("Changed after they were applied: db/migrations/20240101000000_create_users.sql");
	}

	@Test
	void comparesTheChecksumsOfSqlx() {
		OtherTool.SQLX.migrate(this.database);
		assertThat(migrator(OtherTool.SQLX.scripts()).adoption(null).remarks()).containsExactly(
				"db/migrations/2_add_posts.sql is not what sqlx has applied: its checksum differs from that in the table "
						+ schema() + "._sqlx_migrations. What the file holds now counts as applied.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					-1645392540  | V1__create_users.sql |
					1           | V1__create_users.sql | db/migrations/V1__create_users.sql is not what Flyway has applied: its checksum differs from that in the table %s.flyway_schema_history. What the file holds now counts as applied.
					-1645392540  | V1__other_name.sql   | Version 1 is 'create users' in the table of Flyway, and the file is db/migrations/V1__other_name.sql.
					""")
	void comparesChecksumsAndNamesOfFlyway(int checksum, String file, @Nullable String remark) {
		OtherTool.FLYWAY.create(this.database);
		flyway(1, "'1'", "create users", "SQL", "V1__create_users.sql", String.valueOf(checksum), true);
		List<String> remarks = migrator(TestScripts.of(file, "\uFEFFCREATE TABLE users (\r\n  id INTEGER\r\n);\r\n"))
			.adoption(null)
			.remarks();
		assertThat(remarks).isEqualTo((remark != null) ? List.of(remark.formatted(schema())) : List.of());
	}

	final void flyway(int rank, String version, String description, String type, String script, String checksum,
			boolean success) {
		OtherTool.flyway(this.database, rank, version, description, type, script, checksum, success);
	}

	@Test
	void whatFlywayHasUndoneOrDeletedIsPending() {
		OtherTool.FLYWAY.create(this.database);
		flyway(1, "NULL", "<< Flyway Schema Creation >>", "SCHEMA", "\"app\"", "NULL", true);
		flyway(2, "'1'", "one", "SQL", "V1__one.sql", "NULL", true);
		flyway(3, "'1.1'", "one one", "JDBC", "app.V1_1__One_one", "NULL", true);
		flyway(4, "'2'", "two", "SQL", "V2__two.sql", "NULL", true);
		flyway(5, "'2'", "two", "UNDO_SQL", "U2__two.sql", "NULL", true);
		flyway(6, "'3'", "three", "SQL", "V3__three.sql", "NULL", true);
		flyway(7, "'3'", "three", "DELETE", "V3__three.sql", "NULL", true);
		flyway(8, "'4'", "four", "SQL", "V4__four.sql", "NULL", true);
		flyway(9, "'4'", "four", "UNDO_SQL", "U4__four.sql", "NULL", true);
		flyway(10, "'4'", "four", "SQL", "V4__four.sql", "NULL", true);
		TestScripts scripts = TestScripts.of("V1__one.sql", "SELECT 1;", "V2__two.sql", "SELECT 1;", "V3__three.sql",
				"SELECT 1;", "V4__four.sql", "SELECT 1;");
		Adoption adoption = adopt(scripts, null);
		assertThat(versions()).containsExactly("1", "1.1", "4");
		assertThat(adoption.pending()).containsExactly("db/migrations/V2__two.sql", "db/migrations/V3__three.sql");
		assertThat(adoption.remarks()).containsExactly(
				"There is no file with the version 1.1. What is applied is recorded all the same, and every start will warn "
						+ "of it (spring.migrations.on-unknown).",
				"Pending, though older than the newest that is applied (4): 2, 3. The next run applies them all the same "
						+ "(spring.migrations.on-older).");
		assertThat(this.database.query("SELECT description FROM schema_migrations WHERE version = '1.1'"))
			.containsExactly("One one");
	}

	@ParameterizedTest
	@ValueSource(strings = { "BASELINE", "SQL_BASELINE", "SQL_STATE_SCRIPT" })
	void aBaselineOfFlywayStandsForEverythingBeforeIt(String type) {
		OtherTool.FLYWAY.create(this.database);
		flyway(1, "'2'", "<< Flyway Baseline >>", type, "<< Flyway Baseline >>", "NULL", true);
		flyway(2, "'3'", "three", "SQL", "V3__three.sql", "NULL", true);
		TestScripts scripts = TestScripts.of("V1__one.sql", "SELECT 1;", "V1.1__more.sql", "SELECT 1;", "V3__three.sql",
				"SELECT 1;", "V4__four.sql", "SELECT 1;");
		Adoption adoption = adopt(scripts, null);
		assertThat(versions()).containsExactly("1", "1.1", "2", "3");
		assertThat(adoption.pending()).containsExactly("db/migrations/V4__four.sql");
		assertThat(this.database.query("SELECT description FROM schema_migrations WHERE version = '2'"))
			.containsExactly("<< Flyway Baseline >>");
	}

	@Test
	void aFailedMigrationOfFlywayIsRefused() {
		OtherTool.FLYWAY.create(this.database);
		flyway(1, "'1'", "one", "SQL", "V1__one.sql", "NULL", true);
		flyway(2, "'2'", "two", "SQL", "V2__two.sql", "NULL", false);
		String message = "The table " + schema()
				+ ".flyway_schema_history of Flyway records migrations that failed: V2__two.sql. Finish by hand what is "
				+ "missing of them, or take back what is there, remove the rows by 'flyway repair', and try again; or "
				+ SAY_IT;
		refusesToAdopt(TestScripts.of("V1__one.sql", "SELECT 1;"), message);
		refuses(TestScripts.of("V1__one.sql", "SELECT 1;"), "The table " + schema()
				+ ".flyway_schema_history is that of Flyway, and there is none of ours. Nothing is run, because what has "
				+ "been applied would be applied a second time. " + message);
	}

	@Test
	void aVersionOfFlywayThatIsNoneIsRefused() {
		OtherTool.FLYWAY.create(this.database);
		flyway(1, "'1.x'", "one", "SQL", "V1__one.sql", "NULL", true);
		refusesToAdopt(TestScripts.of("V1__one.sql", "SELECT 1;"), "The table " + schema()
				+ ".flyway_schema_history of Flyway holds the version '1.x', which is none. Correct it, or " + SAY_IT);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "RAILS", "OLD_RAILS", "DBMATE", "ECTO", "GOLANG_MIGRATE", "PEREGRINE" })
	void anEmptyTableBesideItIsNoObstacle(OtherTool tool) {
		tool.create(this.database);
		if (tool == OtherTool.GOOSE) {
			this.database.execute("INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, TRUE)");
		}
		if (tool == OtherTool.FLYWAY) {
			flyway(1, "NULL", "<< Flyway Schema Creation >>", "SCHEMA", "\"app\"", "NULL", true);
		}
		assertThat(migrator(TestScripts.of("1_users.sql", USERS)).adoption(null).isNothing()).isTrue();
		assertThat(migrator(TestScripts.of("1_users.sql", USERS)).migrate(null).state()).isEqualTo(State.UP_TO_DATE);
	}

	@ParameterizedTest
	@EnumSource(names = { "GOLANG_MIGRATE", "PEREGRINE", "FLYWAY" })
	void lookingWhileAnotherTakesOver(OtherTool tool) {
		int statements = 1;
		for (int at = 0; at < statements; at++) {
			this.database.tables().forEach((table) -> this.database.execute("DROP TABLE " + TableName.quote(table)));
			tool.migrate(this.database);
			statements = lookWhileAnotherTakesOver(tool, at);
		}
		assertThat(statements).isGreaterThan(5);
	}

	/** Returns how many statements the look has needed. */
	private int lookWhileAnotherTakesOver(OtherTool tool, int at) {
		RecordingDataSource looking = new RecordingDataSource(this.database.dataSource());
		Migrator other = migrator(tool.scripts());
		Adoption before = other.adoption(null);
		looking.before = (sql) -> {
			if (looking.statements.size() == at) {
				other.adopt(before);
			}
		};
		Migrator migrator = new Migrator("dataSource", looking, looking, tool.scripts(), Settings.defaults(),
				this.events);
		assertThat(migrator.adoption(null)).as("taken over before statement %d", at).isIn(before, other.adoption(null));
		looking.before = (sql) -> {
		};
		return looking.statements.size();
	}

	@ParameterizedTest
	@EnumSource(names = { "RAILS", "OLD_RAILS", "DBMATE", "ECTO", "GOLANG_MIGRATE" })
	void anEmptyTableInItsPlaceIsRenamedOnCommand(OtherTool tool) {
		tool.create(this.database);
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator(TestScripts.of("1_users.sql", USERS)).migrate(null))
			.withMessageContaining(", which has applied nothing yet. Nothing is run");
		Adoption adoption = adopt(TestScripts.of("1_users.sql", USERS), null);
		assertThat(adoption.text())
			.contains("\n  Nothing is recorded.\n\nPending afterwards:\n  db/migrations/1_users.sql\n");
		assertThat(versions()).isEmpty();
		assertThat(this.database.query("SELECT * FROM " + tool.keptAs)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "RAILS", "ECTO", "DIESEL", "DBMATE" })
	void theBigNumbersOfRailsAreKept(OtherTool tool) {
		tool.create(this.database);
		this.database.execute("INSERT INTO " + tool.table + " (version) VALUES ('9223372036854775807')");
		adopt(TestScripts.of("1_users.sql", USERS), null);
		assertThat(versions()).containsExactly("9223372036854775807");
	}

	@Test
	void rowsWhoseVersionIsNoneAreRefused() {
		OtherTool.DBMATE.create(this.database);
		this.database.execute("INSERT INTO schema_migrations (version) VALUES ('abc'), ('20240101000000'), ('1-x')");
		refusesToAdopt(OtherTool.DBMATE.scripts(), "The table " + schema()
				+ ".schema_migrations of Rails or dbmate holds rows whose version is none: '1-x', 'abc'. Correct them, or "
				+ SAY_IT);
	}

	@Test
	void aMissingVersionIsRefused() {
		this.database.execute("CREATE TABLE schema_migrations (version VARCHAR(255))",
				"INSERT INTO schema_migrations VALUES (NULL)");
		refusesToAdopt(OtherTool.DBMATE.scripts(), "The table " + schema()
				+ ".schema_migrations of Rails or dbmate holds rows whose version is none: NULL. Correct them, or "
				+ SAY_IT);
	}

	@Test
	void missingTimesAreThatOfTheTakingOver() {
		OtherTool.ECTO.create(this.database);
		this.database.execute("INSERT INTO schema_migrations (version) VALUES (20240101000000)");
		Adoption adoption = adopt(OtherTool.ECTO.scripts(), null);
		assertThat(adoption.remarks()).contains("Ecto does not say when. The time of the taking over is recorded.");
		assertThat(migrator(OtherTool.ECTO.scripts()).status().applied().get(0).appliedAt()).isNotNull();
	}

	@Test
	void twoSpellingsOfOneVersionAreRefused() {
		OtherTool.DBMATE.create(this.database);
		this.database.execute("INSERT INTO schema_migrations (version) VALUES ('1'), ('01')");
		refusesToAdopt(TestScripts.of("1_users.sql", USERS), "The table " + schema()
				+ ".schema_migrations of Rails or dbmate holds two rows for one version: '01' and '1'. Delete the one that "
				+ "is wrong, or, if they are two files, give one of these another version such as 1.1; or " + SAY_IT);
	}

	@Test
	void aDirtyDatabaseIsRefused() {
		OtherTool.GOLANG_MIGRATE.create(this.database);
		this.database.execute("INSERT INTO schema_migrations (version, dirty) VALUES (2, true)");
		refusesToAdopt(OtherTool.GOLANG_MIGRATE.scripts(), "The table " + schema()
				+ ".schema_migrations of golang-migrate says that version 2 is dirty: its last run ended half way. Finish by "
				+ "hand what is missing of it, or take back what is there, and write the version that the database has "
				+ "then by 'migrate force <version>'; or " + SAY_IT);
		adopt(OtherTool.GOLANG_MIGRATE.scripts(), "2");
		assertThat(versions()).containsExactly("1", "2");
	}

	@Test
	void aVersionOfGolangMigrateWithoutAFileIsRecorded() {
		OtherTool.GOLANG_MIGRATE.create(this.database);
		this.database.execute("INSERT INTO schema_migrations (version, dirty) VALUES (7, false)");
		adopt(OtherTool.GOLANG_MIGRATE.scripts(), null);
		assertThat(this.database.query("SELECT version, description FROM schema_migrations ORDER BY 1"))
			.containsExactly("1|Create users", "2|Posts of users", "3|New", "7|Applied by golang-migrate");
	}

	@Test
	void severalRowsOfGolangMigrateAreRefused() {
		OtherTool.GOLANG_MIGRATE.create(this.database);
		this.database.execute("INSERT INTO schema_migrations (version, dirty) VALUES (1, false), (2, false)");
		refusesToAdopt(OtherTool.GOLANG_MIGRATE.scripts(), "The table " + schema()
				+ ".schema_migrations of golang-migrate has 2 rows, where one is expected. Delete those that are wrong, or "
				+ SAY_IT);
	}

	@Test
	void aMigrationOfSqlxThatDidNotSucceedIsRefused() {
		OtherTool.SQLX.migrate(this.database);
		this.database.execute("UPDATE _sqlx_migrations SET success = FALSE WHERE version = 2");
		refusesToAdopt(OtherTool.SQLX.scripts(), "The table " + schema()
				+ "._sqlx_migrations of sqlx records migrations that did not succeed: '2'. Finish by hand what is missing of "
				+ "them and set success, or take back what is there and delete the rows; or " + SAY_IT);
	}

	@Test
	void theChangesetsOfLiquibaseAreListed() {
		OtherTool.LIQUIBASE.migrate(this.database);
		String table = (schema().equals("main")) ? "main.DATABASECHANGELOG" : "public.databasechangelog";
		String message = "The changesets of Liquibase have ids and no versions, so they cannot be told from the files. The "
				+ "table " + table + " records 2 of them, in this order:\n"
				+ "  create-users by alice in db/changelog/users.xml\n  add-posts by bob in db/changelog/posts.xml (RERAN)\n"
				+ "Look up to which file that is, and " + SAY_IT;
		refusesToAdopt(TestScripts.of("1_users.sql", USERS), message);
		adopt(TestScripts.of("1_users.sql", USERS), "1");
		assertThat(versions()).containsExactly("1");
	}

	@Test
	void severalToolsAreRefused() {
		OtherTool.FLYWAY.migrate(this.database);
		OtherTool.DBMATE.create(this.database);
		this.database.execute("INSERT INTO schema_migrations (version) VALUES ('1')");
		refusesToAdopt(OtherTool.FLYWAY.scripts(),
				"Several tools have recorded migrations: Rails or dbmate in the table " + schema()
						+ ".schema_migrations, Flyway in the table " + schema()
						+ ".flyway_schema_history. Say yourself up to which version the files are applied: java -jar app.jar "
						+ "migrations:adopt --version=<version>");
		refuses(OtherTool.FLYWAY.scripts(), "Other tools have migrated this database: Rails or dbmate in the table "
				+ schema() + ".schema_migrations, Flyway in the table " + schema()
				+ ".flyway_schema_history. Nothing is run, because what they have applied would be applied a second time. "
				+ "Say up to which version the files are applied: java -jar app.jar migrations:adopt --version=<version>");
		adopt(OtherTool.FLYWAY.scripts(), "2");
		assertThat(this.database.query("SELECT version FROM schema_migrations_rails")).containsExactly("1");
	}

	@Test
	void aDatabaseThatNobodyManagedIsRecordedUpToAVersion() {
		this.database.execute("CREATE TABLE users (id INTEGER)", "CREATE TABLE posts (id INTEGER)");
		TestScripts scripts = OtherTool.GOOSE.scripts();
		Adoption shown = migrator(scripts).adoption(Version.of("2"));
		assertThat(shown.text()).isEqualTo("""
				dataSource: recorded in %s.schema_migrations as applied (--version=2)

				  version  description     applied at  from       file
				  1        Create users    not known   --version  db/migrations/1_create_users.sql
				  2        Posts of users  not known   --version  db/migrations/2_add_posts.sql

				Pending afterwards:
				  db/migrations/3_new.sql
				""".formatted(schema()));
		migrator(scripts).adopt(shown);
		assertThat(versions()).containsExactly("1", "2");
		assertThat(migrator(scripts).migrate(null).state()).isEqualTo(State.UP_TO_DATE);
	}

	@Test
	void aVersionWithoutAFileIsRefused() {
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator(OtherTool.GOOSE.scripts()).adoption(Version.of("9")))
			.withMessage("Database 'dataSource': there is no migration file with the version 9.")
			.satisfies((ex) -> assertThat(ex.getAction())
				.isEqualTo("Name the version of a file, or 0 to record nothing. Nothing has been changed."));
		assertThat(this.database.schema()).isEmpty();
	}

	@Test
	void versionZeroLeavesTheOtherToolOutOfAccount() {
		OtherTool.FLYWAY.migrate(this.database);
		this.database.execute("DROP TABLE users", "DROP TABLE posts");
		Adoption adoption = adopt(OtherTool.FLYWAY.scripts(), "0");
		assertThat(adoption.records()).isEmpty();
		assertThat(versions()).isEmpty();
		assertThat(migrator(OtherTool.FLYWAY.scripts()).migrate(null).state()).isEqualTo(State.UP_TO_DATE);
		assertThat(this.database.query("SELECT count(*) FROM flyway_schema_history")).containsExactly("2");
	}

	@Test
	void aVersionCanBeNamedAsLongAsNothingIsRecorded() {
		adopt(OtherTool.GOOSE.scripts(), "0");
		assertThat(migrator(OtherTool.GOOSE.scripts()).adoption(null).isDone()).isTrue();
		adopt(OtherTool.GOOSE.scripts(), "1");
		assertThat(versions()).containsExactly("1");
		assertThat(migrator(OtherTool.GOOSE.scripts()).adoption(Version.of("01")).isDone()).isTrue();
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator(OtherTool.GOOSE.scripts()).adoption(Version.of("3")))
			.withMessage("Database 'dataSource': " + schema()
					+ ".schema_migrations is ours already, and does not record these versions as applied: 2, 3.")
			.satisfies((ex) -> assertThat(ex.getAction()).isEqualTo(
					"If one of them was run by hand, record it: java -jar app.jar migrations:repair --applied=2. "
							+ "Nothing has been changed."));
	}

	@Test
	void aBaselineThatToleratesWhatIsThereSimplyRuns() {
		this.database.execute("CREATE TABLE users (id INTEGER)", "INSERT INTO users VALUES (1)");
		migrator(TestScripts.of("001_baseline.sql", "CREATE TABLE IF NOT EXISTS users (id INTEGER);")).migrate(null);
		assertThat(versions()).containsExactly("001");
		assertThat(this.database.query("SELECT id FROM users")).containsExactly("1");
	}

	@Test
	void thereIsNothingToTakeOverInANewDatabase() {
		Adoption adoption = migrator(OtherTool.GOOSE.scripts()).adoption(null);
		assertThat(adoption.isNothing()).isTrue();
		assertThat(adoption.text()).isEqualTo("dataSource: there is nothing to take over: no other tool has recorded "
				+ "migrations. Where files have been applied by hand, say up to which version: java -jar app.jar "
				+ "migrations:adopt --version=<version>. Where the database is new, there is nothing to do.\n");
		assertThat(this.database.schema()).isEmpty();
	}

	@Test
	void aTableOfAToolThatCannotBeReadIsNamed() {
		this.database.execute("CREATE TABLE \"SequelizeMeta\" (name VARCHAR(255) PRIMARY KEY)",
				"CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)");
		List<String> before = this.database.schema();
		Adoption adoption = migrator(OtherTool.GOOSE.scripts()).adoption(null);
		assertThat(adoption.isNothing()).isTrue();
		assertThat(adoption.text())
			.isEqualTo(("dataSource: nothing can be taken over by itself, because what is recorded "
					+ "in %1$s.SequelizeMeta (Sequelize), %1$s.alembic_version (Alembic) is not about files with versions. Say up "
					+ "to which version the files are applied: java -jar app.jar migrations:adopt --version=<version>\n")
				.formatted(schema()));
		assertThat(this.database.schema()).isEqualTo(before);
	}

	@Test
	void theTableOfInferenceGatewayCliIsUsedAsItIs() {
		this.database.execute(gateway(),
				"CREATE INDEX IF NOT EXISTS idx_schema_migrations_version ON schema_migrations(version)",
				"INSERT INTO schema_migrations (version, description, applied_at) VALUES ('001', 'Initial schema', "
						+ "'2026-03-23 11:10:11.123456-07:00')");
		TestScripts scripts = TestScripts.of("001_initial_schema.sql", USERS, "002_more.sql", POSTS);
		List<String> before = snapshot();
		assertThat(migrator(scripts).status().applied()).extracting(Status.Applied::description)
			.containsExactly("Initial schema");
		assertThat(migrator(scripts).adoption(null).text()).isEqualTo("dataSource: nothing to take over: " + schema()
				+ ".schema_migrations is ours already and records 1 migration.\n");
		assertThat(snapshot()).isEqualTo(before);
		assertThat(migrator(scripts).migrate(null).state()).isEqualTo(State.UP_TO_DATE);
		assertThat(this.database.schema()).anyMatch((line) -> line.contains("idx_schema_migrations_version"));
	}

	/** The table that Inference Gateway CLI makes. */
	abstract String gateway();

	@Test
	void peregrineIsTakenOverInTheTransactionOfTheFirstMigration() {
		OtherTool.PEREGRINE.migrate(this.database);
		assertThat(migrator(OtherTool.PEREGRINE.scripts()).migrate(null).state()).isEqualTo(State.UP_TO_DATE);
		assertThat(versions()).containsExactly("001", "002", "003");
		assertThat(this.database.query("SELECT version FROM schema_migrations_peregrine ORDER BY 1"))
			.containsExactly("001_create_users", "002_add_posts");
		assertThat(migrator(OtherTool.PEREGRINE.scripts()).status().applied().get(0))
			.satisfies((one) -> assertThat(one.appliedAt()).isEqualTo("2024-01-01T10:00:00Z"));
	}

	@Test
	void peregrineIsNotTakenOverByAMigrationThatFails() {
		OtherTool.PEREGRINE.migrate(this.database);
		List<String> before = snapshot();
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(
					() -> migrator(OtherTool.PEREGRINE.scripts().with("003_new.sql", "INSERT INTO missing VALUES (1);"))
						.migrate(null))
			.withMessageContaining("Migration 003 (New) failed");
		assertThat(snapshot()).isEqualTo(before);
	}

	@Test
	void peregrineIsReadWithoutWritingWhereNothingIsPending() {
		OtherTool.PEREGRINE.migrate(this.database);
		TestScripts scripts = TestScripts.of("001_create_users.sql", USERS, "002_add_posts.sql", POSTS);
		List<String> before = snapshot();
		assertThat(migrator(scripts).migrate(null).state()).isEqualTo(State.UP_TO_DATE);
		Status status = migrator(scripts).status();
		assertThat(status.state()).isEqualTo(State.UP_TO_DATE);
		assertThat(status.applied()).extracting(Status.Applied::version, Status.Applied::description)
			.containsExactly(Tuple.tuple("001", "Create users"), Tuple.tuple("002", "Posts of users"));
		assertThat(snapshot()).isEqualTo(before);
	}

	@Test
	void peregrineWaitsForTheCommandWhereThatIsWanted() {
		OtherTool.PEREGRINE.migrate(this.database);
		Migrator migrator = migrator(OtherTool.PEREGRINE.scripts(), onCommand());
		List<String> before = snapshot();
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator.migrate(null))
			.withMessage("Database 'dataSource': The table " + schema()
					+ ".schema_migrations is that of Peregrine, which "
					+ "has applied 2 migrations, the newest of them 002. Nothing is run, because that would be applied a "
					+ "second time. " + HOW);
		assertThat(snapshot()).isEqualTo(before);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			001_other.sql   | it records '001_create_users', where the file is db/migrations/001_other.sql
			010_other.sql   | none of what it records has a file
			""")
	void peregrineWaitsForTheCommandWhereTheNamesAreNotThoseOfTheFiles(String file, String doubt) {
		OtherTool.PEREGRINE.migrate(this.database);
		refuses(TestScripts.of(file, USERS), "The table " + schema()
				+ ".schema_migrations is that of Peregrine, which has applied 2 migrations, the "
				+ "newest of them 002. Nothing is run, because that would be applied a second time. It is not taken "
				+ "over by itself, because " + doubt + ". " + HOW);
		adopt(TestScripts.of(file, USERS), null);
		assertThat(versions()).containsExactly("001", "002");
	}

	@Test
	void anEmptyTableOfPeregrineIsTakenOver() {
		OtherTool.PEREGRINE.create(this.database);
		assertThat(migrator(OtherTool.PEREGRINE.scripts()).migrate(null).state()).isEqualTo(State.UP_TO_DATE);
		assertThat(versions()).containsExactly("001", "002", "003");
	}

	@Test
	void twoFilesOfPeregrineWithOneNumberAreToldByTheirNames() {
		OtherTool.PEREGRINE.create(this.database);
		this.database
			.execute("INSERT INTO schema_migrations (version) VALUES ('006_date_posted'), ('006_missing_columns')");
		refusesToAdopt(TestScripts.of("006_date_posted.sql", USERS), "The table " + schema()
				+ ".schema_migrations of Peregrine holds two rows for one version: '006_date_posted' and "
				+ "'006_missing_columns'. Delete the one that is wrong, or, if they are two files, give one of these another "
				+ "version such as 006.1; or " + SAY_IT);
		migrator(TestScripts.of("006_date_posted.sql", USERS, "006.1_missing_columns.sql", POSTS, "007_new.sql",
				"CREATE TABLE new (id INTEGER);"))
			.migrate(null);
		assertThat(versions()).containsExactly("006", "006.1", "007");
	}

	@Test
	void theNameThatATableIsKeptAsMustBeFree() {
		OtherTool.DBMATE.migrate(this.database);
		this.database.execute("CREATE TABLE schema_migrations_rails (id INTEGER)");
		refusesToAdopt(OtherTool.DBMATE.scripts(),
				"The table " + schema()
						+ ".schema_migrations of Rails or dbmate is to be kept as schema_migrations_rails, "
						+ "but there is a schema_migrations_rails already. Rename one of the two");
	}

	@Test
	void aViewIsNoTable() {
		this.database.execute("CREATE TABLE versions (version VARCHAR(255))",
				"CREATE VIEW schema_migrations AS SELECT version FROM versions");
		String message = schema()
				+ ".schema_migrations has the columns of a table of Rails or dbmate, but is a view, and "
				+ "stays as it is. Rename the view, or keep migrations in another table: set spring.migrations.table to a "
				+ "name that is free";
		refusesToAdopt(OtherTool.DBMATE.scripts(), message);
		refuses(OtherTool.DBMATE.scripts(), message);
	}

	@Test
	void aTableOfAnotherShapeIsRefusedAsBefore() {
		this.database.execute("CREATE TABLE schema_migrations (name VARCHAR(255), batch INTEGER)");
		String message = "The table " + schema()
				+ ".schema_migrations exists, but is not one of ours: it has the columns "
				+ "name, batch, where version, description, applied_at are needed. It has not been touched. Keep migrations "
				+ "in another table: set spring.migrations.table to a name that is free";
		refusesToAdopt(OtherTool.DBMATE.scripts(), message);
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator(OtherTool.DBMATE.scripts()).adoption(Version.of("0")))
			.withMessage("Database 'dataSource': " + message);
	}

	@Test
	void anotherTableLeavesTheForeignOneAlone() {
		OtherTool.ECTO.migrate(this.database);
		List<String> rows = this.database.query("SELECT * FROM schema_migrations");
		Settings settings = Settings.defaults().withTable(new TableName(null, "app_migrations"));
		migrator(TestScripts.of("1_new.sql", "CREATE TABLE new (id INTEGER);"), settings).migrate(null);
		assertThat(this.database.query("SELECT * FROM schema_migrations")).isEqualTo(rows);
		assertThat(this.database.query("SELECT version FROM app_migrations")).containsExactly("1");
	}

	@Test
	void manyTakeOverAtOnceAndOneDoesIt() throws Exception {
		OtherTool.ECTO.migrate(this.database);
		CountDownLatch together = new CountDownLatch(1);
		ExecutorService threads = Executors.newFixedThreadPool(6);
		try {
			List<Future<Adoption>> results = new ArrayList<>();
			for (int i = 0; i < 6; i++) {
				Migrator migrator = migrator(OtherTool.ECTO.scripts());
				Adoption shown = migrator.adoption(null);
				results.add(threads.submit(() -> {
					together.await();
					return migrator.adopt(shown);
				}));
			}
			together.countDown();
			int done = 0;
			for (Future<Adoption> result : results) {
				done += (result.get().isDone()) ? 0 : 1;
			}
			assertThat(done).isEqualTo(1);
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(versions()).containsExactly("20240101000000", "20240102030405");
	}

	@Test
	void whatHasChangedSinceItWasShownIsNotWritten() {
		OtherTool.ECTO.migrate(this.database);
		Migrator migrator = migrator(OtherTool.ECTO.scripts());
		Adoption shown = migrator.adoption(null);
		this.database.execute("INSERT INTO schema_migrations (version) VALUES (20240103000000)");
		List<String> before = snapshot();
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator.adopt(shown))
			.withMessage("Database 'dataSource': what is to be taken over has changed since it was shown.");
		assertThat(snapshot()).isEqualTo(before);
	}

	@Test
	void aRefusedTakingOverLeavesTheSessionAsItWas() throws Exception {
		OtherTool.ECTO.migrate(this.database);
		Migrator migrator = migrator(OtherTool.ECTO.scripts());
		Adoption shown = migrator.adoption(null);
		this.database.execute("INSERT INTO schema_migrations (version) VALUES (20240103000000)");
		try (Connection connection = this.database.dataSource().getConnection()) {
			DataSource one = new SingleConnectionDataSource(connection, true);
			Migrator again = new Migrator("dataSource", one, one, OtherTool.ECTO.scripts(), Settings.defaults(),
					this.events);
			assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> again.adopt(shown));
			assertThat(connection.getAutoCommit()).isTrue();
			again.adopt(again.adoption(null));
		}
		assertThat(versions()).contains("20240103000000");
	}

	static String sha384(String text) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-384").digest(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
