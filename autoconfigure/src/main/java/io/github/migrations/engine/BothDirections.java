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

package io.github.migrations.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.github.migrations.script.MigrationSet;
import io.github.migrations.script.ScriptFile;
import io.github.migrations.script.UndoMarker;

/**
 * Files of goose, dbmate and others, which hold a migration and its undo one after the
 * other.
 */
final class BothDirections {

	private BothDirections() {
	}

	/**
	 * Says which files would undo themselves.
	 * @param available the files of this build
	 * @return one line for each such file
	 */
	static List<String> of(MigrationSet available) {
		return available.migrations()
			.stream()
			.filter((migration) -> !migration.file().isCode())
			.flatMap((migration) -> down(migration.file()).map((down) -> line(migration.file(), down)).stream())
			.toList();
	}

	/**
	 * Line by line, because a file may be larger than the memory.
	 */
	private static Optional<String> down(ScriptFile file) {
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(file.content().open(), StandardCharsets.UTF_8))) {
			return reader.lines()
				.map((line) -> UndoMarker.find(line, 0))
				.filter(Objects::nonNull)
				.map((marker) -> Objects.requireNonNull(marker).text())
				.findFirst();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("%s cannot be read".formatted(file), ex);
		}
	}

	private static String line(ScriptFile file, String down) {
		return ("%s holds a migration and its undo. Move what stands below '%s' to a file beside it that ends in "
				+ ".down.sql; a database for which the file is pending refuses it.")
			.formatted(file, down);
	}

}
