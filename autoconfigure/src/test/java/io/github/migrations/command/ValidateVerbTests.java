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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

import org.springframework.core.env.StandardEnvironment;

import io.github.migrations.autoconfigure.Migrations;
import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.MigrationListener;
import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.ScriptSource;
import io.github.migrations.engine.Settings;
import io.github.migrations.script.ScriptFile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ValidateVerb} and {@link ValidationText}.
 */
class ValidateVerbTests {

	private static final String TABLE = "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@Test
	void saysThatNothingIsWrong() {
		CommandResult result = run(Map.of("strict", ""),
				migrator("one", "1_users.sql", TABLE, "1_users.down.sql", "DROP TABLE users;"));
		assertThat(result.text()).isEqualTo("""
				SQLite Migration Validation:

				  1_users.sql - one transaction: every statement can run in one

				  Nothing is wrong (0 applied, 1 pending)
				""");
		assertThat(result.exitCode()).isZero();
	}

	@Test
	void saysThatThereIsNothing() {
		CommandResult result = run(Map.of("strict", ""), migrator("one"));
		assertThat(result.text()).isEqualTo("""
				SQLite Migration Validation:

				  Nothing is wrong (0 applied, 0 pending)
				""");
		assertThat(result.exitCode()).isZero();
	}

	@Test
	void groupsByFileAndExplainsEachRuleOnce() {
		Migrator migrator = migrator("one", "1_users.sql", TABLE, "1_users.down.sql", "DROP TABLE users;");
		migrator.migrate(null);
		CommandResult result = run(Map.of(),
				migrator("one", "1_users.sql", TABLE + " -- changed", "1_users.down.sql", "DROP TABLE users;",
						"02_mail.sql", "ALTER TABLE users ADD COLUMN mail TEXT NOT NULL;", "04_more.sql",
						"ALTER TABLE users ADD COLUMN a TEXT;\n".repeat(9)
								+ "ALTER TABLE users ADD COLUMN b TEXT NOT NULL;\nVACUUM;",
						"04_more.down.sql", "SELECT 'open;", "5-.sql", ""));
		assertThat(result.text()).isEqualTo(
				"""
						SQLite Migration Validation:

						  error    Changed after they were applied: 1_users.sql. What is applied is not applied again, so this \
						database differs from one that is built from the files.
						           Restore the files, and put the change into a new migration. If the database is right as it \
						is, accept the files: migrations:repair.

						  5-.sql
						    error    the name begins like a migration's, but is none. Expected <version>_<description>.sql such as \
						002_add_users.sql, V2__add_users.sql or R__views.sql
						  02_mail.sql - one transaction: every statement can run in one
						            warning  has no undo script [missing-undo]
						    line 1  warning  the column mail of the existing table users is NOT NULL without a default \
						[not-null-without-default]
						  04_more.sql - statement by statement: line 11 (VACUUM) cannot run in a transaction
						    line 10  warning  the column b of the existing table users is NOT NULL without a default \
						[not-null-without-default]
						    line 11  warning  VACUUM cannot run in a transaction, and stands beside other statements \
						[non-transactional-mixed]
						  04_more.down.sql
						    line 1  error    the string that begins on this line is never closed; close it with '

						  [missing-undo]
						    Why: migrations:rollback cannot take it back, nor what was applied before it.
						    Instead: Write what takes it back into <version>_<description>.down.sql beside it; a code migration \
						implements CodeMigration.Undoable.
						  [not-null-without-default]
						    Why: SQLite refuses it as soon as the table has a row, so it works in tests and fails in production.
						    Instead: ALTER TABLE t ADD COLUMN c TEXT NOT NULL DEFAULT ''; or rebuild the table with the right values.
						  [non-transactional-mixed]
						    Why: The whole file runs without one transaction: if a statement fails, the ones before it stay, and \
						they are not rolled back with it.
						    Instead: Put the statement into a file of its own; or say that it is intended with -- migration: \
						transaction=off.

						  A file says that it means it at its head: -- migration: allow=<rule>

						  Missing among the numbers of the files: 3 (between 02_mail.sql and 04_more.sql). \
						spring.migrations.on-gap=ignore allows that.

						  3 errors, 4 warnings (1 applied, 2 pending)
						""");
		assertThat(result.exitCode()).isEqualTo(1);
	}

	@Test
	void theExampleOfTheDocumentationIsWhatIsPrinted() throws IOException {
		migrator("one", "db/migrations/001_users.sql", TABLE).migrate(null);
		CommandResult result = run(Map.of(),
				migrator("one", "db/migrations/001_users.sql", TABLE + "-- changed", "db/migrations/002_mail.sql",
						"ALTER TABLE users ADD COLUMN mail TEXT NOT NULL;", "db/migrations/003_compact.sql", "VACUUM;",
						"db/migrations/003_compact.down.sql", "-- migration: empty"));
		String document = Files.readString(Path.of("../docs/validate.md"));
		int start = document.indexOf("```text\n") + "```text\n".length();
		assertThat(document.substring(start, document.indexOf("```", start))).isEqualTo(result.text());
	}

	@Test
	void aWarningIsAFailureOnlyWhereThatIsAskedFor() {
		Migrator migrator = migrator("one", "1_users.sql", TABLE);
		CommandResult result = run(Map.of(), migrator);
		assertThat(result.exitCode()).isZero();
		assertThat(result.text()).endsWith("""
				  A file says that it means it at its head: -- migration: allow=missing-undo

				  0 errors, 1 warning (0 applied, 1 pending)
				""");
		assertThat(run(Map.of("strict", ""), migrator).exitCode()).isEqualTo(1);
		assertThat(run(Map.of("strict", "", "after", "1"), migrator).exitCode()).isZero();
	}

	@Test
	void looksAtAllDatabasesAlsoWhereOneCannotBeRead() throws Exception {
		Files.writeString(this.folder.resolve("broken.db"),
				"this is no database, but text, and rather long. ".repeat(99));
		String[] files = { "1_users.sql", TABLE, "1_users.down.sql", "DROP TABLE users;" };
		CommandResult result = run(Map.of(), migrator("broken", files), migrator("one", files));
		assertThat(result.text()).isEqualTo("""
				SQLite Migration Validation (broken):

				  error    The tracking table schema_migrations cannot be read: file is not a database (SQLITE_NOTADB)
				           Look at what the database says.

				  1_users.sql - one transaction: every statement can run in one

				  Which migrations are pending is not known, so the safety rules have not been looked at.

				  1 error, 0 warnings

				SQLite Migration Validation (one):

				  1_users.sql - one transaction: every statement can run in one

				  Nothing is wrong (0 applied, 1 pending)
				""");
		assertThat(result.exitCode()).isEqualTo(1);
	}

	@Test
	void refusesWhereThereIsNoDatabase() {
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> run(Map.of()))
			.withMessage("There is no database: the application has no DataSource.");
	}

	@Test
	void explainsItself() {
		assertThat(Verbs.help(new ValidateVerb())).isEqualTo("""
				migrations:validate [--strict] [--after=<version>]

				Checks files and history, and changes nothing.

				  --strict            fails on warnings too
				  --after=<version>   looks for what is dangerous and for missing undo scripts only above this version
				  --help              explains the command and does nothing
				""");
	}

	private static CommandResult run(Map<String, String> options, Migrator... migrators) {
		return new ValidateVerb()
			.run(new CommandContext(() -> new Migrations(List.of(migrators)), new StandardEnvironment(),
					new Options(options), new CommandOutput(new PrintStream(OutputStream.nullOutputStream()), null)));
	}

	private Migrator migrator(String name, String... namesAndTexts) {
		SQLiteDataSource dataSource = new SQLiteDataSource();
		dataSource.setUrl("jdbc:sqlite:" + this.folder.resolve(name + ".db"));
		return new Migrator(name, dataSource, dataSource, scripts(namesAndTexts), Settings.defaults(),
				MigrationListener.NONE);
	}

	private static ScriptSource scripts(String... namesAndTexts) {
		Map<String, String> texts = new TreeMap<>();
		for (int i = 0; i < namesAndTexts.length; i += 2) {
			texts.put(namesAndTexts[i], namesAndTexts[i + 1]);
		}
		List<ScriptFile> files = new ArrayList<>();
		texts.forEach((name, text) -> files
			.add(new ScriptFile(name, name, () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))));
		return new ScriptSource() {

			@Override
			public List<ScriptFile> find() {
				return files;
			}

			@Override
			public List<String> locations() {
				return List.of("memory");
			}

		};
	}

}
