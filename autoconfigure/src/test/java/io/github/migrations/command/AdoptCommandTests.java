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

package io.github.migrations.command;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

import org.springframework.jdbc.core.JdbcTemplate;

import io.github.migrations.autoconfigure.TestFiles;
import io.github.migrations.test.TestPostgres;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Taking over by processes of their own.
 */
class AdoptCommandTests {

	private static final String[] GOLANG_MIGRATE = { "CREATE TABLE users (id INTEGER)",
			"CREATE TABLE schema_migrations (version BIGINT NOT NULL PRIMARY KEY, dirty BOOLEAN NOT NULL)",
			"INSERT INTO schema_migrations VALUES (1, FALSE)" };

	private static final String[] PEREGRINE = { "CREATE TABLE users (id INTEGER)",
			"CREATE TABLE schema_migrations (version TEXT PRIMARY KEY, applied_at TEXT NOT NULL)",
			"INSERT INTO schema_migrations VALUES ('001_create_users', '2024-01-01 10:00:00')" };

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@SuppressWarnings("NullAway.Init")
	private SQLiteDataSource sqlite;

	@BeforeEach
	void prepare() {
		TestFiles.locations(this.folder.resolve("scripts"), "001_create_users.sql", "CREATE TABLE users (id INTEGER);",
				"002_more.sql", "CREATE TABLE more (id INTEGER);");
		this.sqlite = new SQLiteDataSource();
		this.sqlite.setUrl(TestFiles.url(this.folder));
	}

	private static void execute(DataSource dataSource, String... statements) {
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private CommandProcess start(String... arguments) {
		List<String> all = new ArrayList<>(List.of(arguments));
		all.add("--spring.migrations.locations=file:" + this.folder.resolve("scripts"));
		all.add("--logging.config=classpath:logback-command.xml");
		all.add("--server.port=0");
		if (all.stream().noneMatch((argument) -> argument.startsWith("--spring.datasource.url="))) {
			all.add("--" + TestFiles.sqlite(this.folder));
		}
		return CommandProcess.start(this.folder, false, all);
	}

	private String run(int exitCode, String... arguments) {
		try (CommandProcess process = start(arguments)) {
			assertThat(process.awaitExit()).as(process.toString()).isEqualTo(exitCode);
			return process.output() + process.error();
		}
	}

	private String scripts() {
		return this.folder.resolve("scripts").toString();
	}

	private String plan() {
		return """
				dataSource: taken over from golang-migrate (table main.schema_migrations) into main.schema_migrations

				  version  description   applied at  from            file
				  001      Create users  not known   golang-migrate  %1$s/001_create_users.sql

				Pending afterwards:
				  %1$s/002_more.sql

				The table main.schema_migrations is renamed to schema_migrations_golang_migrate and kept.

				⚠️ golang-migrate does not say when. The time of the taking over is recorded.

				""".formatted(scripts());
	}

	@Test
	void showsComparesAndTakesOver() {
		execute(this.sqlite, GOLANG_MIGRATE);
		assertThat(run(0, "migrations:adopt", "--preview"))
			.isEqualTo(plan() + "Nothing has been changed (--preview).\n");
		assertThat(TestFiles.tables(this.folder)).containsExactly("schema_migrations", "users");
		assertThat(run(0, "migrations:adopt", "--verify")).isEqualTo(plan() + """
				dataSource: compared with a database built from the files: no difference

				dataSource: 1 recorded in main.schema_migrations, 1 pending
				""");
		assertThat(run(0, "migrations:status")).isEqualTo("""
				SQLite Migration Status:

				  ✅ Version 001: Create users (Applied)
				  ❌ Version 002: More (Pending)
				""");
		assertThat(run(0, "migrations:adopt"))
			.isEqualTo("dataSource: nothing to take over: main.schema_migrations is ours already and records 1 "
					+ "migration.\n");
		assertThat(run(0, "migrations:migrate")).endsWith("dataSource: 2 applied, 0 pending, version 002\n");
		assertThat(TestFiles.query(TestFiles.url(this.folder), "SELECT version FROM schema_migrations_golang_migrate"))
			.containsExactly("1");
	}

	@Test
	void aDifferenceStopsIt() {
		execute(this.sqlite, GOLANG_MIGRATE);
		execute(this.sqlite, "CREATE TABLE notes (id INTEGER)");
		assertThat(run(1, "migrations:adopt", "--verify")).endsWith("""
				dataSource: compared with a database built from the files: 2 differences
				  only in this database: column notes.id: INTEGER
				  only in this database: table notes

				Nothing has been changed, because the schemas differ.
				""");
		assertThat(TestFiles.tables(this.folder)).containsExactly("notes", "schema_migrations", "users");
	}

	@Test
	void recordsUpToAVersion() {
		execute(this.sqlite, "CREATE TABLE users (id INTEGER)");
		assertThat(run(1, "migrations:adopt")).startsWith("dataSource: there is nothing to take over: ");
		assertThat(run(1, "migrations:adopt", "--version=7"))
			.isEqualTo("Database 'dataSource': there is no migration file with the version 7.\n\n"
					+ "Name the version of a file, or 0 to record nothing. Nothing has been changed.\n");
		assertThat(run(1, "migrations:adopt", "--version=x"))
			.startsWith("--version='x' is not a version: expected digits, further parts joined by dots.");
		assertThat(run(2, "migrations:adopt", "--up-to=1")).contains("--up-to");
		assertThat(TestFiles.tables(this.folder)).containsExactly("users");
		assertThat(run(0, "migrations:adopt", "--version=1"))
			.endsWith("dataSource: 1 recorded in main.schema_migrations, 1 pending\n");
		assertThat(run(0, "migrations:migrate")).endsWith("dataSource: 2 applied, 0 pending, version 002\n");
	}

	@Test
	void explainsItself() {
		assertThat(run(0, "migrations:adopt", "--help")).isEqualTo("""
				migrations:adopt [--version=<version>] [--preview] [--verify] [--database=<name>]

				Takes over from another tool, or from nobody.

				  --version=<version>   what is applied already, where no tool has recorded it
				  --preview             shows what would be recorded, and changes nothing
				  --verify              compares the schema with that of a database built from the files
				  --database=<name>     only this database, by the name of its DataSource bean
				  --help                explains the command and does nothing
				""");
	}

	@Test
	void theApplicationWaitsForTheCommandAndNamesIt() {
		execute(this.sqlite, GOLANG_MIGRATE);
		assertThat(run(1)).contains(
				"""
						Database 'dataSource': The table main.schema_migrations is that of golang-migrate, which has applied \
						1 migration, the newest of them 001. Nothing is run, because that would be applied a second time. Look at \
						what would be taken over: java -jar app.jar migrations:adopt --preview; then do it by the same command \
						without --preview""",
				"Nothing has been changed.");
		assertThat(TestFiles.tables(this.folder)).containsExactly("schema_migrations", "users");
	}

	@Test
	void theSettingDecidesWhatIsTakenOverWithoutTheCommand() {
		execute(this.sqlite, PEREGRINE);
		assertThat(run(1, "migrations:migrate", "--spring.migrations.adopt=command"))
			.contains("The table main.schema_migrations is that of Peregrine, which has applied 1 migration");
		assertThat(TestFiles.tables(this.folder)).containsExactly("schema_migrations", "users");
		assertThat(run(0, "migrations:migrate")).endsWith("dataSource: 2 applied, 0 pending, version 002\n");
		assertThat(TestFiles.query(TestFiles.url(this.folder), "SELECT version FROM schema_migrations_peregrine"))
			.containsExactly("001_create_users");
	}

	@Test
	void twoProcessesTakeOverOnce() {
		execute(this.sqlite, GOLANG_MIGRATE);
		try (CommandProcess one = start("migrations:adopt"); CommandProcess other = start("migrations:adopt")) {
			assertThat(one.awaitExit()).as(one.toString()).isZero();
			assertThat(other.awaitExit()).as(other.toString()).isZero();
			assertThat(List.of(one.output(), other.output()))
				.filteredOn(
						(output) -> output.endsWith("dataSource: 1 recorded in main.schema_migrations, 1 pending\n"))
				.hasSize(1);
			assertThat(List.of(one.output(), other.output())).filteredOn((output) -> output.endsWith(
					"dataSource: nothing to take over: main.schema_migrations is ours already and records 1 migration.\n"))
				.hasSize(1);
		}
	}

	@Test
	void nothingIsLeftOfAProcessThatIsKilled() {
		try (TestPostgres.Database database = TestPostgres.createDatabase()) {
			JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
			execute(database.dataSource(), GOLANG_MIGRATE);
			execute(database.dataSource(),
					"CREATE FUNCTION wait() RETURNS event_trigger LANGUAGE plpgsql AS "
							+ "$$ BEGIN PERFORM pg_sleep(600); END $$",
					"CREATE EVENT TRIGGER wait ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION wait()");
			String[] arguments = { "migrations:adopt", "--spring.datasource.url=" + database.url(),
					"--spring.datasource.username=" + database.username(),
					"--spring.datasource.password=" + database.password() };
			String waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = "
					+ "'PgSleep'";
			try (CommandProcess process = start(arguments)) {
				await(() -> Long.valueOf(1).equals(jdbc.queryForObject(waiting, Long.class)));
			}
			await(() -> Long.valueOf(0).equals(jdbc.queryForObject(waiting, Long.class)));
			assertThat(tables(jdbc)).containsExactly("schema_migrations", "users");
			assertThat(jdbc.queryForObject("SELECT dirty FROM schema_migrations", Boolean.class)).isFalse();
			jdbc.execute("DROP EVENT TRIGGER wait");
			assertThat(run(0, arguments)).endsWith("dataSource: 1 recorded in public.schema_migrations, 1 pending\n");
			assertThat(tables(jdbc)).containsExactly("schema_migrations", "schema_migrations_details",
					"schema_migrations_golang_migrate", "users");
		}
	}

	private static void await(Awaiting condition) {
		Awaitility.await().until(condition::isMet);
	}

	private static List<String> tables(JdbcTemplate jdbc) {
		return jdbc.queryForList("SELECT relname FROM pg_class WHERE relkind = 'r' "
				+ "AND relnamespace = 'public'::regnamespace ORDER BY 1", String.class);
	}

	/** Something to wait for. */
	private interface Awaiting {

		boolean isMet();

	}

}
