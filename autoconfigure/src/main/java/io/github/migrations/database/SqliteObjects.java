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

package io.github.migrations.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The tables, indexes, views and triggers of a SQLite database.
 *
 * @param version the number that changes with them
 * @param definitions the text of each by its kind and name
 */
record SqliteObjects(String version, Map<String, String> definitions) {

	private static final String TABLE = "table ";

	static SqliteObjects of(Connection connection) throws SQLException {
		Map<String, String> definitions = new TreeMap<>();
		for (List<@Nullable String> row : Sql.rows(connection,
				"SELECT type, name, sql FROM main.sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")) {
			definitions.put(row.get(0) + " " + row.get(1), String.valueOf(row.get(2)));
		}
		return new SqliteObjects(readVersion(connection), definitions);
	}

	private static String readVersion(Connection connection) throws SQLException {
		return String.valueOf(Sql.value(connection, "PRAGMA main.schema_version"));
	}

	/**
	 * Returns the same at a later time.
	 */
	SqliteObjects now(Connection connection) throws SQLException {
		return (readVersion(connection).equals(this.version)) ? this : of(connection);
	}

	List<String> tables() {
		return this.definitions.keySet()
			.stream()
			.filter((object) -> object.startsWith(TABLE))
			.map((object) -> object.substring(TABLE.length()))
			.toList();
	}

	List<String> changesSince(SqliteObjects before) {
		List<String> changes = new ArrayList<>();
		before.definitions.keySet().forEach((object) -> {
			if (!this.definitions.containsKey(object)) {
				changes.add("removes " + object);
			}
		});
		this.definitions.forEach((object, definition) -> {
			String old = before.definitions.get(object);
			if (old == null) {
				changes.add("creates " + object);
			}
			else if (!old.equals(definition)) {
				changes.add("changes " + object);
			}
		});
		return changes;
	}

}
