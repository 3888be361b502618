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

package io.github.migrations.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.TableName;

/**
 * Looks at a database by several statements, outside a transaction, while another process
 * may be taking it over.
 */
public final class Settled {

	private Settled() {
	}

	/**
	 * Looks, and looks again if the table has got another shape in the meantime. What
	 * follows from the shape that it had before, a failure included, is of no value then.
	 * @param <T> what is found
	 * @param connection the connection
	 * @param database the kind of the database
	 * @param table the table whose name another tool's table may bear
	 * @param look looks
	 * @return what was found while the table kept its shape, or {@code null}
	 * @throws SQLException if the database fails
	 */
	public static <T> @Nullable T look(Connection connection, Database database, TableName table, Look<T> look)
			throws SQLException {
		Map<String, String> columns = database.columns(connection, table);
		while (true) {
			Map<String, String> before = columns;
			try {
				@Nullable T found = look.at(before);
				if (found == null && before.isEmpty()) {
					// what came while nobody found anything may as well have come later
					return found;
				}
				columns = database.columns(connection, table);
				if (columns.equals(before)) {
					return found;
				}
			}
			catch (SQLException | RuntimeException ex) {
				Map<String, String> now = after(ex, connection, database, table);
				if (now == null || now.equals(before)) {
					throw ex;
				}
				columns = now;
			}
		}
	}

	/**
	 * Where the database is gone, the first reason is the one to be told.
	 */
	private static @Nullable Map<String, String> after(Exception failure, Connection connection, Database database,
			TableName table) {
		try {
			return database.columns(connection, table);
		}
		catch (SQLException ex) {
			failure.addSuppressed(ex);
			return null;
		}
	}

	/**
	 * One look.
	 *
	 * @param <T> what is found
	 */
	@FunctionalInterface
	public interface Look<T> {

		/**
		 * Looks.
		 * @param columns the columns of the table that bears the name, empty if there is
		 * none
		 * @return what is found, or {@code null}
		 * @throws SQLException if the database fails
		 */
		@Nullable T at(Map<String, String> columns) throws SQLException;

	}

}
