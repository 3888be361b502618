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

package io.github.migrations.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.migrations.engine.ScriptSource;
import io.github.migrations.script.Migration;
import io.github.migrations.script.MigrationSet;
import io.github.migrations.script.ScriptFile;

/**
 * A directory of migration files.
 *
 * @param path the directory
 */
record ScriptDirectory(Path path) implements ScriptSource {

	private static final Set<String> DATABASES = Set.of("sqlite", "postgresql");

	@Override
	public List<ScriptFile> find() {
		try (Stream<Path> files = Files.walk(this.path)) {
			return files.filter(Files::isRegularFile).sorted().map(this::file).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private ScriptFile file(Path file) {
		String name = this.path.relativize(file).toString().replace('\\', '/');
		return new ScriptFile(name, name, () -> Files.newInputStream(file));
	}

	@Override
	public List<String> locations() {
		return List.of("file:" + this.path);
	}

	/** The names of the files in the order in which they are applied. */
	List<String> inOrder(String database) {
		return MigrationSet.of(find(), database, DATABASES)
			.migrations()
			.stream()
			.map(Migration::file)
			.map(ScriptFile::path)
			.toList();
	}

}
