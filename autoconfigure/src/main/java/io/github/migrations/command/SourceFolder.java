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
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The folder of the source tree in which migration files are written.
 *
 * @param path the folder, which need not exist yet
 */
record SourceFolder(Path path) {

	private static final Path RESOURCES = Path.of("src", "main", "resources");

	private static final Pattern NUMBERED = Pattern.compile("(?<prefix>V?)(?<number>\\d+)(?<rest>.*)\\.sql",
			Pattern.CASE_INSENSITIVE);

	private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	/** From this many digits on, a number is a time. */
	private static final int TIMESTAMP_DIGITS = 12;

	private static final int USUAL_DIGITS = 3;

	/**
	 * Finds the folder that a location is made of.
	 * @param directory the folder of the project
	 * @param locations the locations as they are configured
	 * @return the folder of the first location that lies in the source tree
	 */
	static SourceFolder find(Path directory, List<String> locations) {
		Path resources = directory.resolve(RESOURCES);
		for (String location : locations) {
			String stripped = location.strip();
			int colon = stripped.indexOf(':');
			String below = stripped.substring(colon + 1);
			if (stripped.startsWith("file:")) {
				return new SourceFolder(directory.resolve(below.replaceFirst("^//(?=/)", "")));
			}
			if (Files.isDirectory(resources)) {
				return new SourceFolder(resources.resolve(below.replaceFirst("^/+", "")));
			}
		}
		throw Options.refused(
				"There is no source tree here to write into: '%s' does not exist in '%s'.".formatted(RESOURCES,
						directory.toAbsolutePath()),
				"Run the command in the folder of the project, or name a folder: "
						+ "--spring.migrations.locations=file:<folder>. Nothing has been written.");
	}

	/**
	 * Writes a migration.
	 * @param name its description, for the name of the file
	 * @param database the folder of a database, or {@code null} for all databases
	 * @param undo whether to write the undo script as well
	 * @param time the time that is to be the version, or {@code null} for the next number
	 * @return the files that were written
	 */
	List<Path> write(String name, @Nullable String database, boolean undo, @Nullable Instant time) {
		try {
			List<Numbered> existing = existing();
			Numbered last = existing.stream().max(Comparator.comparing(Numbered::number)).orElse(null);
			String version = (time != null || (last != null && last.digits() >= TIMESTAMP_DIGITS))
					? timestamp(last, (time != null) ? time : Instant.now()) : next(last);
			boolean flyway = last != null && !last.prefix().isEmpty();
			Path folder = (database != null) ? this.path.resolve(database) : this.path;
			Files.createDirectories(folder);
			List<Path> files = new ArrayList<>();
			files.add(folder.resolve(((flyway) ? "V" + version + "__" : version + "_") + name + ".sql"));
			if (undo) {
				files.add(folder
					.resolve(((flyway) ? "U" + version + "__" + name : version + "_" + name + ".down") + ".sql"));
			}
			write(files.get(0), "-- Write here what '%s' changes.%n%n".formatted(name));
			if (undo) {
				write(files.get(1), "-- Write here what takes '%s' back.%n%n".formatted(files.get(0).getFileName()));
			}
			return files;
		}
		catch (IOException | UncheckedIOException ex) {
			throw Options.refused("The file cannot be written: " + ex, "Look at the folder " + this.path);
		}
	}

	private static void write(Path file, String text) throws IOException {
		Files.write(file, text.replace(System.lineSeparator(), "\n").getBytes(StandardCharsets.UTF_8),
				StandardOpenOption.CREATE_NEW);
	}

	private List<Numbered> existing() throws IOException {
		if (!Files.isDirectory(this.path)) {
			return List.of();
		}
		try (Stream<Path> files = Files.walk(this.path)) {
			return files.map((file) -> NUMBERED.matcher(file.getFileName().toString()))
				.filter(Matcher::matches)
				.map((name) -> new Numbered(name.group("prefix"), new BigInteger(name.group("number")),
						name.group("number").length()))
				.toList();
		}
	}

	private static String next(@Nullable Numbered last) {
		BigInteger number = (last != null) ? last.number().add(BigInteger.ONE) : BigInteger.ONE;
		int digits = (last != null) ? last.digits() : USUAL_DIGITS;
		String text = number.toString();
		return "0".repeat(Math.max(0, digits - text.length())) + text;
	}

	/**
	 * Two files that are made within a second must not have the same version.
	 */
	private static String timestamp(@Nullable Numbered last, Instant time) {
		BigInteger number = new BigInteger(TIMESTAMP.format(time));
		return ((last != null && last.number().compareTo(number) >= 0 && last.digits() >= TIMESTAMP_DIGITS)
				? last.number().add(BigInteger.ONE) : number)
			.toString();
	}

	/**
	 * A file that has a number.
	 */
	private record Numbered(String prefix, BigInteger number, int digits) {
	}

}
