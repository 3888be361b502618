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

package io.github.migrations.autoconfigure;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.AbstractDataSource;

import io.github.migrations.database.Databases;
import io.github.migrations.database.Scratch;

/**
 * Gives connections to look at a database without creating it, and to others of the same
 * server.
 */
final class StatusDataSource extends AbstractDataSource implements Scratch.Connector {

	private final DataSource dataSource;

	StatusDataSource(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	@Override
	public Connection getConnection() throws SQLException {
		String url = JdbcUrl.of(this.dataSource);
		String empty = (url != null) ? Databases.standIn(url) : null;
		return (empty != null) ? DriverManager.getConnection(empty) : this.dataSource.getConnection();
	}

	/**
	 * Connects as the user that the pool or driver connects as.
	 */
	@Override
	public Connection connect(String url) throws SQLException {
		Properties credentials = new Properties();
		String user = JdbcUrl.read(this.dataSource, "getUsername", "getUser");
		String password = JdbcUrl.read(this.dataSource, "getPassword");
		if (user != null) {
			credentials.setProperty("user", user);
		}
		if (password != null) {
			credentials.setProperty("password", password);
		}
		return DriverManager.getConnection(url, credentials);
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return getConnection();
	}

}
