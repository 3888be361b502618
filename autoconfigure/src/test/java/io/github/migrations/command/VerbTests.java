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
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

import org.springframework.core.env.StandardEnvironment;

import io.github.migrations.autoconfigure.Migrations;
import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.MigrationListener;
import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.Settings;
import io.github.migrations.engine.ScriptSource;
import io.github.migrations.script.ScriptFile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Verb}, as far as they need no process of their own.
 */
class VerbTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@Test
	void changesNoDatabaseWhereOneOfThemDoesNotHaveTheVersion() {
		Migrator one = migrator("one", "1_a.sql", "2_b.sql");
		Migrator other = migrator("other", "1_a.sql");
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> run(new MigrateVerb(), new Migrations(List.of(one, other)), Map.of("to", "2")))
			.withMessage("Database 'other' has no migration with the version 2.");
		assertThat(one.status().applied()).isEmpty();
	}

	@Test
	void migratesAllDatabasesToAVersion() {
		Migrator one = migrator("one", "1_a.sql", "2_b.sql");
		Migrator other = migrator("other", "1_a.sql");
		assertThat(run(new MigrateVerb(), new Migrations(List.of(one, other)), Map.of("to", "01"))).isEqualTo("""
				one: 1 applied, 1 pending, version 1
				other: 1 applied, 0 pending, version 1
				""");
	}

	@Test
	void theStatusNamesEachOfSeveralDatabases() {
		Migrations migrations = new Migrations(List.of(migrator("one", "1_a.sql"), migrator("other", "1_a.sql")));
		assertThat(run(new StatusVerb(), migrations, Map.of())).isEqualTo("""
				SQLite Migration Status (one):

				  ❌ Version 1: A (Pending)

				SQLite Migration Status (other):

				  ❌ Version 1: A (Pending)
				""");
	}

	private static String run(Verb verb, Migrations migrations, Map<String, String> options) {
		return verb
			.run(new CommandContext(() -> migrations, new StandardEnvironment(), new Options(options),
					new CommandOutput(new PrintStream(OutputStream.nullOutputStream()), null)))
			.text();
	}

	private Migrator migrator(String name, String... files) {
		SQLiteDataSource dataSource = new SQLiteDataSource();
		dataSource.setUrl("jdbc:sqlite:" + this.folder.resolve(name + ".db"));
		return new Migrator(name, dataSource, dataSource, new Files(files), Settings.defaults(),
				MigrationListener.NONE);
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
