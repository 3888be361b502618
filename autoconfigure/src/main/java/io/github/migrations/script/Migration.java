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

import org.jspecify.annotations.Nullable;

/**
 * A migration as its files' names tell it; nothing has been read yet.
 *
 * @param version the version, or what stands in its place for a repeatable migration
 * @param title the description made of the file's name; a directive in the file may say
 * another one
 * @param file the script; a migration written in code has one without content
 * @param undo the script that takes it back, or {@code null}
 * @param kind when it is applied
 */
public record Migration(Version version, String title, ScriptFile file, @Nullable ScriptFile undo, Kind kind) {

	/**
	 * A versioned migration.
	 * @param version the version
	 * @param title the description made of the file's name
	 * @param file the script
	 * @param undo the script that takes it back, or {@code null}
	 */
	public Migration(Version version, String title, ScriptFile file, @Nullable ScriptFile undo) {
		this(version, title, file, undo, Kind.VERSIONED);
	}

	/**
	 * When a migration is applied.
	 */
	public enum Kind {

		/** Once, in the order of the versions. */
		VERSIONED,

		/** To a new database, in place of everything up to its version. */
		BASELINE,

		/** After all others, whenever its content has changed. */
		REPEATABLE

	}

}
