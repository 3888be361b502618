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
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplicationAotProcessor;

import io.github.migrations.autoconfigure.TestFiles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Commands of an application whose beans were defined when it was built, as in a native
 * image.
 */
class CommandAheadOfTimeTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@Test
	void theCommandRunsInPlaceOfTheApplication() throws Exception {
		TestFiles.locations(this.folder.resolve("scripts"), "001_things.sql", "CREATE TABLE things (id INTEGER);");
		Path classes = build();
		try (CommandProcess status = run(classes, "migrations:status")) {
			assertThat(status.awaitExit()).as(status.error()).isZero();
			assertThat(status.output()).isEqualTo("""
					SQLite Migration Status:

					  ❌ Version 001: Things (Pending)
					""");
			assertThat(status.error()).isEmpty();
			assertThat(this.folder.resolve("test.db")).doesNotExist();
		}
		try (CommandProcess migrate = run(classes, "migrations:migrate")) {
			assertThat(migrate.awaitExit()).as(migrate.error()).isZero();
			assertThat(migrate.output())
				.matches("✅ Version 001: Things \\(\\d+ ms\\)\ndataSource: 1 applied, 0 pending, version 001\n");
			assertThat(migrate.error()).isEmpty();
		}
	}

	private CommandProcess run(Path classes, String command) {
		return CommandProcess.start(this.folder, classes, arguments(command));
	}

	private List<String> arguments(String... first) {
		List<String> arguments = new ArrayList<>(List.of(first));
		arguments.addAll(List.of("--spring.migrations.locations=file:" + this.folder.resolve("scripts"),
				"--logging.config=classpath:logback-command.xml", "--" + TestFiles.sqlite(this.folder)));
		return arguments;
	}

	/**
	 * Does what the build of an application does.
	 * @return the folder with the classes that were generated
	 */
	private Path build() throws IOException {
		Path sources = this.folder.resolve("sources");
		Path classes = Files.createDirectories(this.folder.resolve("classes"));
		try (CommandProcess generation = CommandProcess.start(this.folder,
				SpringApplicationAotProcessor.class.getName(), arguments(CommandTestApplication.class.getName(),
						sources.toString(), classes.toString(), classes.toString(), "test", "test"))) {
			assertThat(generation.awaitExit()).as(generation.toString()).isZero();
		}
		List<String> options = new ArrayList<>(List.of("-nowarn", "-proc:none", "-cp",
				classes + System.getProperty("path.separator") + System.getProperty("java.class.path"), "-d",
				classes.toString()));
		try (Stream<Path> files = Files.walk(sources)) {
			files.map(Path::toString).filter((file) -> file.endsWith(".java")).forEach(options::add);
		}
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new))).isZero();
		Files.writeString(classes.resolve("spring.properties"), "spring.aot.enabled=true");
		return classes;
	}

}
