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

package io.github.migrations.tenant;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is done with folders and files.
 */
final class Folders {

	private Folders() {
	}

	/**
	 * Lists a folder.
	 * @param folder the folder
	 * @return what is in it, the greatest name first; empty where there is no folder
	 * @throws IOException if it cannot be read
	 */
	static List<Path> list(Path folder) throws IOException {
		if (!Files.isDirectory(folder)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(folder)) {
			return files.sorted(Comparator.reverseOrder()).toList();
		}
	}

	/**
	 * Deletes a folder and the files in it, as far as that is possible.
	 * @param folder a folder without folders in it
	 */
	static void delete(Path folder) {
		try {
			for (Path file : list(folder)) {
				Files.deleteIfExists(file);
			}
			Files.deleteIfExists(folder);
		}
		catch (IOException ex) {
			// what cannot be deleted now is deleted next time, or stays
		}
	}

	/**
	 * Gives a file its name, unless another process has been faster: then its file stays
	 * as it is.
	 * @param copy a file in the same folder
	 * @param file its new name; the old one may remain
	 * @throws IOException if it cannot be named
	 */
	static void place(Path copy, Path file) throws IOException {
		try {
			Files.createLink(file, copy);
		}
		catch (FileAlreadyExistsException ex) {
			// theirs will do
		}
		catch (UnsupportedOperationException | IOException ex) {
			// no file system knows links everywhere
			if (!Files.exists(file)) {
				Files.move(copy, file);
			}
		}
	}

}
