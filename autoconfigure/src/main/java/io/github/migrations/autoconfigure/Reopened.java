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

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Gives connections to the database of a pool also after the pool has been closed.
 */
final class Reopened extends DelegatingDataSource {

	private final DataSource pool;

	Reopened(DataSource pool) {
		super(pool);
		this.pool = pool;
	}

	@Override
	public Connection getConnection() throws SQLException {
		String url = JdbcUrl.of(this.pool);
		return (this.pool instanceof AutoCloseable && url != null) ? DriverManager.getConnection(url,
				JdbcUrl.read(this.pool, "getUsername", "getUser"), JdbcUrl.read(this.pool, "getPassword"))
				: this.pool.getConnection();
	}

}
