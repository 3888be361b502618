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

package io.github.migrations.script;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file found below a location.
 *
 * @param path the path below the location, folders separated by {@code /}
 * @param shown the file as it is named to people, such as
 * {@code db/migrations/001_baseline.sql}
 * @param content where its bytes come from
 */
public record ScriptFile(String path, String shown, Content content) {

	private static final Content CODE = InputStream::nullInputStream;

	/**
	 * Returns what stands in place of a file for a migration that is written in code.
	 * @param name how the code is named to people
	 * @return a file without content
	 */
	public static ScriptFile code(String name) {
		return new ScriptFile(name, name, CODE);
	}

	/**
	 * Tells whether the migration is written in code.
	 * @return whether there is no file
	 */
	public boolean isCode() {
		return this.content == CODE;
	}

	/**
	 * Returns the name of the file without its folders.
	 * @return the last part of the path
	 */
	public String name() {
		return this.path.substring(this.path.lastIndexOf('/') + 1);
	}

	@Override
	public String toString() {
		return this.shown;
	}

	/**
	 * The bytes of a file.
	 */
	@FunctionalInterface
	public interface Content {

		/**
		 * Opens the file from its beginning; may be called any number of times.
		 * @return a new stream, which the caller closes
		 * @throws IOException if the file cannot be read
		 */
		InputStream open() throws IOException;

	}

}
