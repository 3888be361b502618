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
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import io.github.migrations.engine.MigrationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link NewVerb}.
 */
class NewVerbTests {

	private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T09:30:00Z"), ZoneOffset.UTC);

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path project;

	private final StandardEnvironment environment = new StandardEnvironment();

	@BeforeEach
	void createSourceTree() throws IOException {
		Files.createDirectories(this.project.resolve("src/main/resources"));
	}

	@Test
	void theFirstFileIsNumberOne() throws IOException {
		assertThat(run("name=add_users"))
			.isEqualTo(this.project.resolve("src/main/resources/db/migrations/001_add_users.sql") + "\n");
		assertThat(Files.readString(this.project.resolve("src/main/resources/db/migrations/001_add_users.sql")))
			.isEqualTo("-- Write here what 'add_users' changes.\n\n");
	}

	@Test
	void takesTheNextNumberInTheWidthThatIsUsed() throws IOException {
		existing("0001_a.sql", "0009_b.sql", "sqlite/0010_c.sql", "notes.txt");
		run("name=add users", "undo=");
		assertThat(files()).contains("0011_add_users.sql", "0011_add_users.down.sql").hasSize(6);
	}

	@Test
	void namesFilesAsFlywayDoesWhereThoseThatAreThereAreNamedSo() throws IOException {
		existing("V1__a.sql", "V2_1__b.sql", "R__views.sql");
		run("name=add_users", "undo=");
		assertThat(files()).contains("V3__add_users.sql", "U3__add_users.sql").hasSize(5);
	}

	@Test
	void takesTheTimeOnRequest() throws IOException {
		existing("001_a.sql");
		run("name=b", "timestamp=");
		assertThat(files()).containsExactly("001_a.sql", "20261120093000_b.sql");
		run("name=c", "timestamp=");
		assertThat(files()).containsExactly("001_a.sql", "20261120093000_b.sql", "20261120093001_c.sql");
	}

	@Test
	void keepsToTimesWhereTheyAreUsed() throws IOException {
		existing("20991231235959_a.sql");
		run("name=b");
		assertThat(files()).containsExactly("20991231235959_a.sql", "20991231235960_b.sql");
	}

	@Test
	void writesIntoTheFolderOfOneDatabase() throws IOException {
		existing("001_a.sql");
		run("name=b", "database=sqlite");
		assertThat(files()).containsExactly("001_a.sql", "sqlite/002_b.sql");
	}

	@Test
	void writesIntoTheFolderThatIsConfigured() {
		this.environment.getPropertySources()
			.addFirst(new MapPropertySource("test",
					Map.of("spring.migrations.locations", "file:" + this.project.resolve("elsewhere"))));
		run("name=a");
		assertThat(this.project.resolve("elsewhere/001_a.sql")).exists();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "../../etc/passwd", "a/b", "a\\b", "C:x", "a.sql", "..", "-a", "_", "", " ", "a\nb", "a\0b" })
	void refusesANameThatIsAPathOrEmpty(String name) throws IOException {
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> run("name=" + name))
			.satisfies((ex) -> assertThat(ex.getMessage()).startsWith("--name"));
		assertThat(files()).isEmpty();
	}

	@Test
	void refusesAMissingName() {
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> run())
			.withMessage("--name is missing: what does the migration do?");
	}

	@Test
	void refusesADatabaseThatIsNotKnown() throws IOException {
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> run("name=a", "database=oracle"))
			.withMessage("--database='oracle' is not known.")
			.satisfies((ex) -> assertThat(ex.getAction())
				.isEqualTo("The databases are: postgresql, sqlite. Nothing has been written."));
		assertThat(files()).isEmpty();
	}

	@Test
	void refusesToWriteWhereThereIsNoSourceTree() throws IOException {
		Files.delete(this.project.resolve("src/main/resources"));
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> run("name=a"))
			.withMessage("There is no source tree here to write into: 'src/main/resources' does not exist in '%s'."
				.formatted(this.project));
	}

	private String run(String... options) {
		Map<String, String> values = new LinkedHashMap<>();
		for (String option : options) {
			values.put(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
		}
		return new NewVerb(CLOCK, this.project).run(new CommandContext(() -> {
			throw new AssertionError("No database is needed");
		}, this.environment, new Options(values),
				new CommandOutput(new PrintStream(OutputStream.nullOutputStream()), null)))
			.text();
	}

	private void existing(String... names) throws IOException {
		Path folder = this.project.resolve("src/main/resources/db/migrations");
		for (String name : names) {
			Files.createDirectories(folder.resolve(name).getParent());
			Files.writeString(folder.resolve(name), "");
		}
	}

	private List<String> files() throws IOException {
		Path folder = this.project.resolve("src/main/resources/db/migrations");
		if (!Files.exists(folder)) {
			return List.of();
		}
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter(Files::isRegularFile)
				.map((file) -> folder.relativize(file).toString())
				.sorted()
				.toList();
		}
	}

}
