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

package io.github.migrations.differential;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Everything that can be seen of a database.
 *
 * @param schema one text for each object, property or sequence, by what it describes
 * @param tables the rows of every table, by its name
 */
record Snapshot(Map<String, String> schema, Map<String, Table> tables) {

	/**
	 * The content of a table.
	 *
	 * @param columns their names
	 * @param rows each value as text, {@code null} for NULL
	 */
	record Table(List<String> columns, List<List<@Nullable String>> rows) {
	}

}
