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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.migrations.autoconfigure.TestFiles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two builds of one application, each with the migration files that are on its class
 * path: the newer one applies, the older one undoes.
 */
class TwoBuildsTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@BeforeEach
	void build() throws IOException {
		for (String build : List.of("older", "newer")) {
			write(build, "001_one.sql", "CREATE TABLE one (id INTEGER);");
			write(build, "001_one.down.sql", "DROP TABLE one;");
			write(build, "002_two.sql", "CREATE TABLE two (id INTEGER);");
			write(build, "002_two.down.sql", "DROP TABLE two;");
		}
		write("newer", "003_three.sql", "CREATE TABLE three (id INTEGER);");
		write("newer", "003_three.down.sql", "DROP TABLE ${table};");
	}

	private void write(String build, String name, String text) throws IOException {
		Path file = this.folder.resolve(build).resolve("db/migrations").resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

	private String run(String build, String... arguments) {
		List<String> all = new ArrayList<>(List.of(arguments));
		all.add("--logging.config=classpath:logback-command.xml");
		all.add("--" + TestFiles.sqlite(this.folder));
		if (build.equals("newer")) {
			all.add("--spring.migrations.placeholders.table=three");
		}
		try (CommandProcess process = CommandProcess.start(this.folder, this.folder.resolve(build), all)) {
			assertThat(process.awaitExit()).as(process.error()).isZero();
			return process.output();
		}
	}

	@Test
	void anOlderBuildUndoesWhatTheNewerOneHasApplied() {
		run("newer", "migrations:migrate");
		assertThat(TestFiles.tables(this.folder)).contains("one", "two", "three");
		assertThat(run("older", "migrations:rollback"))
			.matches("↩️ Version 003: Three \\(undone, \\d+ ms\\)\ndataSource: 2 applied, 0 pending, version 002\n");
		assertThat(TestFiles.tables(this.folder)).contains("one", "two").doesNotContain("three");
		assertThat(run("older", "migrations:status")).isEqualTo("""
				SQLite Migration Status:

				  ✅ Version 001: One (Applied)
				  ✅ Version 002: Two (Applied)
				""");
		assertThat(run("newer", "migrations:status")).endsWith("  ❌ Version 003: Three (Pending)\n");
	}

}
