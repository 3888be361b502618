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
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a file of SQLite is laid out like is settled when something is written to it for
 * the first time, and what is written first are the tracking tables. So what a script
 * says of it at its head is said before.
 *
 * @see <a href="https://www.sqlite.org/pragma.html#pragma_page_size">page_size,
 * auto_vacuum and encoding</a>
 */
final class SqliteCreation {

	private static final List<String> PRAGMAS = List.of("page_size", "auto_vacuum", "encoding");

	private final Connection connection;

	private final Map<String, String> before = new LinkedHashMap<>();

	private SqliteCreation(Connection connection) throws SQLException {
		this.connection = connection;
		for (String pragma : PRAGMAS) {
			this.before.put(pragma, String.valueOf(Sql.value(connection, "PRAGMA " + pragma)));
		}
	}

	/**
	 * Says how the database is to be laid out, if there is nothing in it yet.
	 * @param connection a connection outside any transaction
	 * @param statements the pragmas of a script
	 * @return what puts the connection back, or {@code null} if nothing was done
	 * @throws SQLException if SQLite refuses one
	 */
	static @Nullable SqliteCreation of(Connection connection, List<String> statements) throws SQLException {
		if (statements.isEmpty() || !isNew(connection)) {
			return null;
		}
		SqliteCreation creation = new SqliteCreation(connection);
		for (String statement : statements) {
			Sql.execute(connection, statement);
		}
		return creation;
	}

	private static boolean isNew(Connection connection) throws SQLException {
		return "0".equals(Sql.value(connection, "PRAGMA page_count"));
	}

	/**
	 * The connection does not keep what a script has said that was rolled back.
	 * @throws SQLException if SQLite refuses it
	 */
	void restore() throws SQLException {
		if (isNew(this.connection)) {
			for (Map.Entry<String, String> pragma : this.before.entrySet()) {
				Sql.execute(this.connection, "PRAGMA %s = '%s'".formatted(pragma.getKey(), pragma.getValue()));
			}
		}
	}

}
