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

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * Reads a database.
 */
final class Query {

	private Query() {
	}

	static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	static List<List<@Nullable String>> rows(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			List<List<@Nullable String>> rows = new ArrayList<>();
			try (ResultSet result = statement.executeQuery(sql)) {
				int columns = result.getMetaData().getColumnCount();
				while (result.next()) {
					List<@Nullable String> row = new ArrayList<>();
					for (int i = 1; i <= columns; i++) {
						row.add(result.getString(i));
					}
					rows.add(row);
				}
			}
			return rows;
		}
		catch (SQLException ex) {
			throw new SQLException(ex.getMessage() + "\n" + sql, ex);
		}
	}

	/** The values of the first column. */
	static List<String> texts(DataSource dataSource, String sql) {
		try (Connection connection = dataSource.getConnection()) {
			return rows(connection, sql).stream().map((row) -> String.valueOf(row.get(0))).toList();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String text(DataSource dataSource, String sql) {
		return texts(dataSource, sql).get(0);
	}

	static String quote(@Nullable String identifier) {
		return '"' + String.valueOf(identifier).replace("\"", "\"\"") + '"';
	}

}
