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

import java.util.List;

import io.github.migrations.script.Migration;
import io.github.migrations.script.ScriptException;
import io.github.migrations.script.ScriptFile;
import io.github.migrations.script.Version;

/**
 * The migrations of one database that are written in code.
 *
 * @param all all of them, in any order
 */
record CodeMigrations(List<CodeMigration> all) {

	CodeMigrations {
		all = List.copyOf(all);
	}

	/**
	 * Returns them as they stand among the files.
	 * @return a migration with an empty file for each
	 * @throws ScriptException if a version is none
	 */
	List<Migration> migrations() {
		return this.all.stream().map(CodeMigrations::migration).toList();
	}

	private static Migration migration(CodeMigration code) {
		ScriptFile undo = (code instanceof CodeMigration.Undoable) ? ScriptFile.code(code.name()) : null;
		return new Migration(version(code), code.description(), ScriptFile.code(code.name()), undo);
	}

	private static Version version(CodeMigration code) {
		Version version = Version.parse(code.version());
		if (version == null) {
			throw new ScriptException("version() returns '%s', which is not a version: expected digits, further parts "
				.formatted(code.version()) + "joined by dots", code.name(), 0);
		}
		return version;
	}

	/**
	 * Finds the code of a migration.
	 * @param version its version
	 * @return the code
	 */
	CodeMigration get(Version version) {
		return this.all.stream()
			.filter((code) -> version(code).equals(version))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("There is no code for version " + version));
	}

}
