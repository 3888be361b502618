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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.migrations.autoconfigure.TestFiles;
import io.github.migrations.test.TestPostgres;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two builds of one application, each with a jar of migration files: the newer one
 * applies, the older one undoes.
 */
class TwoBuildsTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@BeforeEach
	void build() throws IOException {
		String[] both = { "001_one.sql", "CREATE TABLE one (id INTEGER);", "001_one.down.sql", "DROP TABLE one;",
				"002_two.sql", "CREATE TABLE two (id INTEGER);", "002_two.down.sql", "DROP TABLE two;" };
		jar("older", both);
		jar("newer",
				Stream
					.concat(Stream.of(both), Stream.of("003_three.sql", "CREATE TABLE three (id INTEGER);",
							"003_three.down.sql", "DROP TABLE ${table};"))
					.toArray(String[]::new));
	}

	private void jar(String build, String... namesAndTexts) throws IOException {
		try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(this.folder.resolve(build + ".jar")))) {
			jar.putNextEntry(new JarEntry("db/migrations/"));
			for (int i = 0; i < namesAndTexts.length; i += 2) {
				jar.putNextEntry(new JarEntry("db/migrations/" + namesAndTexts[i]));
				jar.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
			}
		}
	}

	private String run(String build, List<String> database, String... arguments) {
		List<String> all = new ArrayList<>(List.of(arguments));
		all.add("--logging.config=classpath:logback-command.xml");
		all.addAll(database);
		if (build.equals("newer")) {
			all.add("--spring.migrations.placeholders.table=three");
		}
		try (CommandProcess process = CommandProcess.start(this.folder, this.folder.resolve(build + ".jar"), all)) {
			assertThat(process.awaitExit()).as(process.error()).isZero();
			return process.output();
		}
	}

	@Test
	void anOlderBuildUndoesWhatTheNewerOneHasAppliedOnSqlite() {
		anOlderBuildUndoesWhatTheNewerOneHasApplied("SQLite", List.of("--" + TestFiles.sqlite(this.folder)));
		assertThat(TestFiles.tables(this.folder)).contains("one", "two").doesNotContain("three");
	}

	@Test
	void anOlderBuildUndoesWhatTheNewerOneHasAppliedOnPostgres() {
		try (TestPostgres.Database database = TestPostgres.createDatabase()) {
			anOlderBuildUndoesWhatTheNewerOneHasApplied("PostgreSQL",
					List.of("--spring.datasource.url=" + database.url(),
							"--spring.datasource.username=" + database.username(),
							"--spring.datasource.password=" + database.password()));
		}
	}

	private void anOlderBuildUndoesWhatTheNewerOneHasApplied(String product, List<String> database) {
		run("newer", database, "migrations:migrate");
		assertThat(run("older", database, "migrations:rollback"))
			.matches("↩️ Version 003: Three \\(undone, \\d+ ms\\)\ndataSource: 2 applied, 0 pending, version 002\n");
		assertThat(run("older", database, "migrations:status")).isEqualTo("""
				%s Migration Status:

				  ✅ Version 001: One (Applied)
				  ✅ Version 002: Two (Applied)
				""".formatted(product));
		assertThat(run("newer", database, "migrations:status")).endsWith("  ❌ Version 003: Three (Pending)\n");
	}

}
