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
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

import org.springframework.core.env.StandardEnvironment;

import io.github.migrations.autoconfigure.Migrations;
import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.ScriptSource;
import io.github.migrations.engine.Settings;
import io.github.migrations.script.ScriptFile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RollbackVerb}.
 */
class RollbackVerbTests {

	private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

	private final CommandOutput output = new CommandOutput(new PrintStream(this.printed, true, StandardCharsets.UTF_8),
			null);

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@Test
	void undoesOneMigrationByDefaultAndShowsIt() {
		Migrator migrator = migrated("one");
		assertThat(run(List.of(migrator), Map.of())).isEqualTo("one: 1 applied, 1 pending, version 1\n");
		assertThat(this.printed.toString(StandardCharsets.UTF_8)).matches("↩️ Version 2: B \\(undone, \\d+ ms\\)\n");
	}

	@Test
	void undoesANumberOfMigrations() {
		assertThat(run(List.of(migrated("one")), Map.of("steps", "2")))
			.isEqualTo("one: 0 applied, 2 pending, version none\n");
	}

	@Test
	void undoesDownToAVersion() {
		assertThat(run(List.of(migrated("one")), Map.of("to", "0")))
			.isEqualTo("one: 0 applied, 2 pending, version none\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "x", "", "1.5", "99999999999" })
	void refusesANumberThatIsNone(String steps) {
		refuses(List.of(migrated("one")), Map.of("steps", steps),
				"--steps='%s' is not a number: expected 1 or more.".formatted(steps), "Nothing has been changed.");
	}

	@Test
	void refusesANumberAndAVersionTogether() {
		refuses(List.of(migrated("one")), Map.of("steps", "1", "to", "1"), "--steps and --to exclude each other.",
				"Give one of them. Nothing has been changed.");
	}

	@Test
	void isForOneOfSeveralDatabasesThatIsNamed() {
		Migrator one = migrated("one");
		Migrator other = migrated("other");
		assertThat(run(List.of(one, other), Map.of("database", "other")))
			.isEqualTo("other: 1 applied, 1 pending, version 1\n");
		assertThat(one.status().applied()).hasSize(2);
	}

	@Test
	void refusesWhereItIsNotClearWhichDatabaseIsMeant() {
		List<Migrator> two = List.of(migrated("one"), migrated("other"));
		refuses(two, Map.of(), "There are several databases, and this command is for one of them.",
				"Name the one that is meant, --database=<name>, where the names are: one, other. "
						+ "Nothing has been changed.");
		refuses(two, Map.of("database", "third"), "There is no database 'third'.",
				"Name the one that is meant, --database=<name>, where the names are: one, other. "
						+ "Nothing has been changed.");
	}

	@Test
	void refusesWhereThereIsNoDatabase() {
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> run(List.of(), Map.of()))
			.withMessage("There is no database: the application has no DataSource.");
	}

	@Test
	void usesTheScriptsOfTheFilesOnRequest() {
		Migrator migrator = migrated("one");
		Migrator without = migrator("one", "1_a.sql", "2_b.sql");
		refuses(List.of(without), Map.of("from-files", ""), """
				Database 'one' cannot be rolled back, because there is no undo script for
				  2 (B): 2_b.sql has none beside it""",
				"Write the missing ones beside the files of the migrations (<version>_<description>.down.sql) and roll "
						+ "back again, or roll back to a version that keeps these. Nothing has been changed.");
		assertThat(migrator.status().applied()).hasSize(2);
	}

	private void refuses(List<Migrator> migrators, Map<String, String> options, String message, String action) {
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> run(migrators, options))
			.withMessage(message)
			.satisfies((ex) -> assertThat(ex.getAction()).isEqualTo(action));
		assertThat(migrators).allSatisfy((migrator) -> assertThat(migrator.status().applied()).hasSize(2));
	}

	private String run(List<Migrator> migrators, Map<String, String> options) {
		return new RollbackVerb()
			.run(new CommandContext(() -> new Migrations(migrators), new StandardEnvironment(), new Options(options),
					this.output))
			.text();
	}

	private Migrator migrated(String name) {
		Migrator migrator = migrator(name, "1_a.sql", "1_a.down.sql", "2_b.sql", "2_b.down.sql");
		migrator.migrate(null);
		this.printed.reset();
		return migrator;
	}

	private Migrator migrator(String name, String... files) {
		SQLiteDataSource dataSource = new SQLiteDataSource();
		dataSource.setUrl("jdbc:sqlite:" + this.folder.resolve(name + ".db"));
		return new Migrator(name, dataSource, dataSource, new Files(files), Settings.defaults(), this.output);
	}

	/**
	 * Files that exist by name alone.
	 */
	private record Files(String... names) implements ScriptSource {

		@Override
		public List<ScriptFile> find() {
			return Arrays.stream(this.names)
				.map((name) -> new ScriptFile(name, name,
						() -> new ByteArrayInputStream("SELECT 1;".getBytes(StandardCharsets.UTF_8))))
				.toList();
		}

		@Override
		public List<String> locations() {
			return List.of("memory");
		}

	}

}
