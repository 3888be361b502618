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

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Autocommit for connections out of a pool that gives them without: a statement that
 * fails, because a table is missing, must not make the next one fail. Not every pool puts
 * it back itself.
 */
final class AutoCommit {

	private AutoCommit() {
	}

	/**
	 * Switches it on.
	 * @param connection a connection, which is closed if that fails
	 * @return the connection, which switches it off again when it is closed
	 * @throws SQLException if the connection fails
	 */
	static Connection on(Connection connection) throws SQLException {
		try {
			if (connection.getAutoCommit()) {
				return connection;
			}
			connection.setAutoCommit(true);
			return Restoring.beforeClose(connection, () -> switchOff(connection));
		}
		catch (SQLException | RuntimeException ex) {
			connection.close();
			throw ex;
		}
	}

	private static void switchOff(Connection connection) {
		try {
			if (!connection.isClosed()) {
				connection.setAutoCommit(false);
			}
		}
		catch (SQLException ex) {
			// the connection is lost, which its pool finds out
		}
	}

}
