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
package io.github.migrations.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.github.migrations.script.ScriptFile;

/**
 * Finds files in a folder of the file system. Links are followed, and whatever is hidden
 * is passed over: a Kubernetes volume shows each file as a link into a hidden folder.
 */
final class FolderScripts {

	private FolderScripts() {
	}

	/**
	 * Adds all files below a folder.
	 * @param folder the folder
	 * @param shown the folder as it is named to people
	 * @param files where to add them, by their addresses
	 * @throws IOException if the folder cannot be read
	 */
	static void add(Path folder, String shown, Map<String, ScriptFile> files) throws IOException {
		Path absolute = folder.toAbsolutePath().normalize();
		try (Stream<Path> found = Files.walk(absolute, FileVisitOption.FOLLOW_LINKS)) {
			found.filter((file) -> !isHidden(absolute.relativize(file)))
				.filter(Files::isRegularFile)
				.forEach((file) -> {
					String below = absolute.relativize(file).toString().replace('\\', '/');
					files.putIfAbsent(file.toUri().toString(),
							new ScriptFile(below, shown + "/" + below, () -> Files.newInputStream(file)));
				});
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

	private static boolean isHidden(Path below) {
		return StreamSupport.stream(below.spliterator(), false).anyMatch((part) -> part.toString().startsWith("."));
	}

}
