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

/**
 * Connects to one database.
 */
final class ConnectorDataSource extends PlainDataSource {

	private final Scratch.Connector connector;

	private final String database;

	/**
	 * Creates it.
	 * @param connector makes the connections
	 * @param database its JDBC URL, or whatever the connector knows it by
	 */
	ConnectorDataSource(Scratch.Connector connector, String database) {
		this.connector = connector;
		this.database = database;
	}

	@Override
	public Connection getConnection() throws SQLException {
		return this.connector.connect(this.database);
	}

}
