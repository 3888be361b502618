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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.migrations.script.Script;
import io.github.migrations.script.ScriptException;
import io.github.migrations.script.ScriptFile;

/**
 * The checksums of files during one run, or of many runs of one plan, so that each file
 * is read only once for it.
 */
final class Checksums {

	/** What stands for the checksum of a file that cannot be read. */
	private static final String UNREADABLE = "unreadable";

	private final Map<ScriptFile, String> known = new ConcurrentHashMap<>();

	private final boolean lenient;

	Checksums() {
		this(false);
	}

	private Checksums(boolean lenient) {
		this.lenient = lenient;
	}

	/**
	 * Returns checksums for somebody who reports by himself that a file cannot be read.
	 * @return checksums where such a file has one that no other file has
	 */
	static Checksums lenient() {
		return new Checksums(true);
	}

	/**
	 * Returns the checksum of a file.
	 * @param file the file
	 * @return the checksum of its content, placeholders as they stand there
	 * @throws ScriptException if the file cannot be read
	 */
	String of(ScriptFile file) {
		return this.known.computeIfAbsent(file, this::read);
	}

	private String read(ScriptFile file) {
		try {
			return Script.checksum(file);
		}
		catch (ScriptException ex) {
			if (this.lenient) {
				return UNREADABLE;
			}
			throw ex;
		}
	}

}
