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

import io.github.migrations.script.ScriptFile;

/**
 * Where migration files come from.
 */
public interface ScriptSource {

	/**
	 * Finds all files, of whatever name.
	 * @return the files below all locations
	 * @throws io.github.migrations.script.ScriptException if a location cannot be
	 * searched
	 */
	List<ScriptFile> find();

	/**
	 * Names what is searched.
	 * @return the locations as they are configured
	 */
	List<String> locations();

	/**
	 * Returns the migrations that are written in code.
	 * @return those for this database, in any order
	 */
	default List<CodeMigration> codeMigrations() {
		return List.of();
	}

}
