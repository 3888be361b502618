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

package io.github.migrations.sample;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Migrations that a library brings along: a jar inside the application's executable jar.
 */
class NestedJarIntegrationTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@Test
	void runsTheMigrationsOfTheApplicationAndOfALibrary() throws IOException {
		Path jar = Files.copy(SampleProcess.jar(), this.folder.resolve("application.jar"));
		try (FileSystem content = open(jar)) {
			Files.copy(library(), content.getPath("BOOT-INF/lib/library.jar"));
		}
		try (SampleProcess process = SampleProcess.start(jar, this.folder, Map.of(), List.of("migrations:migrate"))) {
			assertThat(process.awaitExit()).as(process::toString).isZero();
			assertThat(process.output()).contains("✅ Version 001: Initial schema - conversations table (",
					"✅ Version 101: With space + 100% (", "✅ Version 102: For sqlite (",
					"dataSource: 8 applied, 0 pending, version 102");
		}
	}

	private Path library() throws IOException {
		Path jar = this.folder.resolve("library.jar");
		try (FileSystem content = open(jar)) {
			Path scripts = content.getPath("db/migrations");
			Files.createDirectories(scripts.resolve("sqlite"));
			Files.writeString(scripts.resolve("101_with space + 100%.sql"), "CREATE TABLE library (id INTEGER);");
			Files.writeString(scripts.resolve("sqlite/102_for_sqlite.sql"), "CREATE TABLE more (id INTEGER);");
		}
		return jar;
	}

	/** A nested jar must not be compressed once more. */
	private static FileSystem open(Path jar) throws IOException {
		return FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()),
				Map.of("create", "true", "compressionMethod", "STORED"));
	}

}
