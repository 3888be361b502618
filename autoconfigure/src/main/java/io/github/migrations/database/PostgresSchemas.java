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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The schemas of PostgreSQL, by the setting {@code search_path}. It is changed by the
 * command {@code SET}, because that is how pgjdbc notices that the statements which it
 * has prepared may mean other tables now.
 *
 * @see <a href="https://www.postgresql.org/docs/current/runtime-config-client.html">
 * search_path</a>
 */
final class PostgresSchemas implements Schemas {

	/** Both statements are one round trip. */
	private static final String ENTER = "SELECT pg_catalog.current_setting('search_path'), "
			+ "EXISTS (SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = %s); SET search_path TO %s";

	/** What was set before need not be what {@code SET} would understand. */
	private static final String LEAVE = "SET search_path TO DEFAULT; "
			+ "SELECT pg_catalog.set_config('search_path', %s, false)";

	@Override
	public List<String> names(Connection connection) throws SQLException {
		List<String> names = new ArrayList<>();
		for (List<@Nullable String> row : Sql.rows(connection, "SELECT nspname FROM pg_catalog.pg_namespace "
				+ "WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' ORDER BY nspname COLLATE \"C\"")) {
			names.add(String.valueOf(row.get(0)));
		}
		return names;
	}

	@Override
	public @Nullable String enter(Connection connection, String schema) throws SQLException {
		String before;
		boolean exists;
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			statement.execute(ENTER.formatted(literal(schema), TableName.quote(schema)));
			try (ResultSet row = statement.getResultSet()) {
				row.next();
				before = row.getString(1);
				exists = row.getBoolean(2);
			}
		}
		if (!exists) {
			leave(connection, before);
			return null;
		}
		keep(connection);
		return before;
	}

	@Override
	public void leave(Connection connection, String before) throws SQLException {
		Sql.execute(connection, LEAVE.formatted(literal(before)));
		keep(connection);
	}

	/**
	 * A rollback would take the setting back.
	 */
	private static void keep(Connection connection) throws SQLException {
		if (!connection.getAutoCommit()) {
			connection.commit();
		}
	}

	/**
	 * Writes a text so that it means the same whatever the session says about
	 * backslashes.
	 */
	private static String literal(String text) {
		return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
	}

}
