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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
 * Taking over of several databases.
 */
class AdoptVerbTests {

	private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@Test
	void takesOverAllDatabases() {
		List<Migrator> both = List.of(migrator("one", "1_a.sql"), migrator("other", "1_a.sql", "2_b.sql"));
		CommandResult result = run(both, Map.of("version", "1"));
		assertThat(result.exitCode()).isZero();
		assertThat(result.text()).isEqualTo("""
				one: 1 recorded in main.schema_migrations, 0 pending
				other: 1 recorded in main.schema_migrations, 1 pending
				""");
		assertThat(printed()).startsWith("one: recorded in main.schema_migrations as applied (--version=1)\n")
			.contains("\nother: recorded in main.schema_migrations as applied (--version=1)\n");
	}

	@Test
	void changesNoDatabaseWhereOneOfThemCannotBeTakenOver() {
		Migrator one = migrator("one", "1_a.sql", "2_b.sql");
		List<Migrator> both = List.of(one, migrator("other", "1_a.sql"));
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> run(both, Map.of("version", "2")))
			.withMessage("Database 'other': there is no migration file with the version 2.");
		assertThat(one.status().applied()).isEmpty();
	}

	@Test
	void takesOverTheOneThatIsNamed() {
		Migrator one = migrator("one", "1_a.sql");
		List<Migrator> both = List.of(one, migrator("other", "1_a.sql"));
		assertThat(run(both, Map.of("version", "1", "database", "other")).text())
			.isEqualTo("other: 1 recorded in main.schema_migrations, 0 pending\n");
		assertThat(one.status().applied()).isEmpty();
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> run(both, Map.of("database", "third")))
			.withMessage("There is no database 'third'.");
	}

	@Test
	void leavesOutWhatHasBeenTakenOverBefore() {
		Migrator one = migrator("one", "1_a.sql");
		Migrator other = migrator("other", "1_a.sql");
		run(List.of(one), Map.of("version", "1"));
		this.printed.reset();
		CommandResult result = run(List.of(one, other), Map.of("version", "1"));
		assertThat(result.text()).isEqualTo("other: 1 recorded in main.schema_migrations, 0 pending\n");
		assertThat(printed()).startsWith(
				"one: nothing to take over: main.schema_migrations is ours already and records 1 migration.\nother: ");
		assertThat(run(List.of(one, other), Map.of("version", "1"))).isEqualTo(new CommandResult("", 0));
	}

	@Test
	void failsWhereThereIsNothingToTakeOver() {
		assertThat(run(List.of(migrator("one", "1_a.sql")), Map.of())).isEqualTo(new CommandResult("", 1));
		assertThat(printed()).startsWith("one: there is nothing to take over: no other tool has recorded migrations.");
	}

	@Test
	void refusesWhereThereIsNoDatabase() {
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> run(List.of(), Map.of()))
			.withMessage("There is no database: the application has no DataSource.");
	}

	private CommandResult run(List<Migrator> migrators, Map<String, String> options) {
		CommandOutput output = new CommandOutput(new PrintStream(this.printed, true, StandardCharsets.UTF_8), null);
		return new AdoptVerb().run(new CommandContext(() -> new Migrations(migrators), new StandardEnvironment(),
				new Options(options), output));
	}

	private String printed() {
		return this.printed.toString(StandardCharsets.UTF_8);
	}

	private Migrator migrator(String name, String... files) {
		SQLiteDataSource dataSource = new SQLiteDataSource();
		dataSource.setUrl("jdbc:sqlite:" + this.folder.resolve(name + ".db"));
		return new Migrator(name, dataSource, dataSource, new Empty(List.of(files)), Settings.defaults(),
				MigrationListener.NONE);
	}

	/**
	 * Files without a statement.
	 */
	private record Empty(List<String> names) implements ScriptSource {

		@Override
		public List<ScriptFile> find() {
			Stream<ScriptFile> files = this.names.stream()
				.map((name) -> new ScriptFile(name, name, () -> new ByteArrayInputStream(new byte[0])));
			return files.toList();
		}

		@Override
		public List<String> locations() {
			return List.of();
		}

	}

}
