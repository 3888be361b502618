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

import javax.sql.DataSource;

/**
 * An empty database that is thrown away after use.
 */
public interface Scratch extends AutoCloseable {

	/**
	 * Returns how to connect to it.
	 * @return a data source without a pool
	 */
	DataSource dataSource();

	/**
	 * Removes the database with everything in it.
	 * @throws SQLException if it cannot be removed
	 */
	@Override
	void close() throws SQLException;

	/**
	 * Connects to another database of the same server, as the same user.
	 */
	@FunctionalInterface
	interface Connector {

		/**
		 * Connects.
		 * @param url the JDBC URL of the other database, without user and password
		 * @return a new connection
		 * @throws SQLException if the server refuses it
		 */
		Connection connect(String url) throws SQLException;

	}

}
