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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.migrations.script.Version;

/**
 * A folder with copies of a database file. The name of a copy is that of the file with
 * the version and the time behind it, such as {@code app-003-20261121T093000123Z.db}.
 *
 * @param folder the folder, which is created where it does not exist
 * @param file the name of the database file
 */
record BackupFolder(Path folder, String file) {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'")
		.withZone(ZoneOffset.UTC);

	private static final int TIME_LENGTH = "20261121T093000123Z".length();

	/** Is not finished, and never will be if its process has died. */
	private static final String UNFINISHED = ".part";

	/**
	 * Adds a copy. It bears its name only when it is complete.
	 * @param version the version of the database, or {@code null} if there is none
	 * @param copying writes it
	 * @return the copy
	 * @throws IOException if it cannot be written
	 * @throws SQLException if the database fails
	 */
	Path add(@Nullable Version version, Copying copying) throws IOException, SQLException {
		Files.createDirectories(this.folder);
		for (Path old : find(Pattern.quote(UNFINISHED))) {
			Files.delete(old);
		}
		String name = "%s-%s-%s%s".formatted(base(), Objects.requireNonNullElse(version, "0"),
				TIME.format(Instant.now()), ending());
		Path unfinished = this.folder.resolve(name + UNFINISHED);
		try {
			copying.copy(unfinished);
			return Files.move(unfinished, this.folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			Files.deleteIfExists(unfinished);
		}
	}

	/**
	 * Removes the oldest copies.
	 * @param number how many are kept
	 * @throws IOException if one cannot be removed
	 */
	void keep(int number) throws IOException {
		List<Path> copies = find("");
		for (Path old : copies.subList(0, Math.max(0, copies.size() - number))) {
			Files.delete(old);
		}
	}

	/**
	 * Finds copies of this file and no other, oldest first.
	 */
	private List<Path> find(String suffix) throws IOException {
		Pattern pattern = Pattern.compile(
				"%s-[0-9.]+-[0-9]{8}T[0-9]{9}Z%s%s".formatted(Pattern.quote(base()), Pattern.quote(ending()), suffix));
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.filter((path) -> pattern.matcher(path.getFileName().toString()).matches())
				.sorted(Comparator.comparing(this::time))
				.toList();
		}
	}

	private String time(Path copy) {
		String name = copy.getFileName().toString();
		int end = name.lastIndexOf('Z') + 1;
		return name.substring(end - TIME_LENGTH, end);
	}

	private String base() {
		return this.file.substring(0, this.file.length() - ending().length());
	}

	private String ending() {
		int dot = this.file.lastIndexOf('.');
		return (dot > 0) ? this.file.substring(dot) : "";
	}

	/**
	 * Writes a copy.
	 */
	interface Copying {

		void copy(Path to) throws IOException, SQLException;

	}

}
