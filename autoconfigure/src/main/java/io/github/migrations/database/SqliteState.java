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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a script can leave behind in a connection to SQLite: pragmas, attached files and
 * temporary objects.
 */
final class SqliteState implements Database.State {

	private static final List<String> PRAGMAS = List.of("analysis_limit", "automatic_index", "busy_timeout",
			"cache_size", "cache_spill", "cell_size_check", "checkpoint_fullfsync", "count_changes",
			"defer_foreign_keys", "foreign_keys", "full_column_names", "fullfsync", "ignore_check_constraints",
			"journal_size_limit", "legacy_alter_table", "locking_mode", "max_page_count", "mmap_size", "query_only",
			"read_uncommitted", "recursive_triggers", "reverse_unordered_selects", "secure_delete",
			"short_column_names", "synchronous", "temp_store", "threads", "trusted_schema", "wal_autocheckpoint",
			"writable_schema");

	private static final String TEMPORARY = "SELECT type || ' \"' || replace(name, '\"', '\"\"') || '\"' "
			+ "FROM temp.sqlite_schema WHERE type IN ('table', 'view', 'trigger') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
			+ "ORDER BY type = 'table', type = 'view', name";

	private final Connection connection;

	private final Map<String, String> pragmas;

	private final Set<String> attached;

	private final Set<String> temporary;

	private final boolean caseSensitiveLike;

	private SqliteState(Connection connection) throws SQLException {
		this.connection = connection;
		this.pragmas = pragmas();
		this.attached = names("SELECT name FROM pragma_database_list");
		this.temporary = names(TEMPORARY);
		this.caseSensitiveLike = isCaseSensitiveLike();
	}

	static SqliteState of(Connection connection) throws SQLException {
		return new SqliteState(connection);
	}

	/**
	 * Puts back what the recording of a migration itself needs; the rest cannot be put
	 * back inside a transaction.
	 */
	void allowWriting() throws SQLException {
		if (!"1".equals(this.pragmas.get("query_only"))) {
			Sql.execute(this.connection, "PRAGMA query_only = 0");
		}
	}

	/**
	 * Puts everything back.
	 * @throws SQLException if the database refuses it
	 */
	@Override
	public void restore() throws SQLException {
		for (String object : names(TEMPORARY)) {
			if (!this.temporary.contains(object)) {
				int space = object.indexOf(' ');
				Sql.execute(this.connection,
						"DROP " + object.substring(0, space) + " IF EXISTS temp." + object.substring(space + 1));
			}
		}
		for (String name : names("SELECT name FROM pragma_database_list")) {
			if (!this.attached.contains(name) && !name.equals("temp")) {
				Sql.execute(this.connection, "DETACH " + TableName.quote(name));
			}
		}
		for (Map.Entry<String, String> pragma : pragmas().entrySet()) {
			String before = this.pragmas.get(pragma.getKey());
			if (before != null && !before.equals(pragma.getValue())) {
				Sql.execute(this.connection, "PRAGMA " + pragma.getKey() + " = " + before);
			}
		}
		if (isCaseSensitiveLike() != this.caseSensitiveLike) {
			Sql.execute(this.connection, "PRAGMA case_sensitive_like = " + ((this.caseSensitiveLike) ? 1 : 0));
		}
	}

	private Map<String, String> pragmas() throws SQLException {
		Map<String, String> values = new LinkedHashMap<>();
		for (String name : PRAGMAS) {
			String value = Sql.value(this.connection, "PRAGMA " + name);
			if (value != null) {
				values.put(name, value);
			}
		}
		return values;
	}

	private boolean isCaseSensitiveLike() throws SQLException {
		return "0".equals(Sql.value(this.connection, "SELECT 'a' LIKE 'A'"));
	}

	private Set<String> names(String sql) throws SQLException {
		Set<String> names = new LinkedHashSet<>();
		for (List<@Nullable String> row : Sql.rows(this.connection, sql)) {
			names.add(String.valueOf(row.get(0)));
		}
		return names;
	}

}
