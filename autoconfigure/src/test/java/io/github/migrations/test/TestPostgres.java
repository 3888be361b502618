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

package io.github.migrations.test;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

import javax.sql.DataSource;

import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL for tests: one server a JVM, started when the first test asks for it,
 * and an empty database for each test. {@link PostgresServer} says where the server comes
 * from.
 */
public final class TestPostgres {

	private TestPostgres() {
	}

	/**
	 * Creates an empty database.
	 * @return the new database, which the caller closes
	 */
	public static Database createDatabase() {
		String name = "test_" + UUID.randomUUID().toString().replace("-", "");
		execute("CREATE DATABASE " + name);
		PGSimpleDataSource dataSource = Server.RUNNING.dataSource();
		dataSource.setDatabaseName(name);
		return new Database(name, dataSource.getUrl(), Server.RUNNING.username(), Server.RUNNING.password());
	}

	private static void execute(String sql) {
		try (Connection connection = Server.RUNNING.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The test server refused: " + sql, ex);
		}
	}

	/**
	 * A database that belongs to one test.
	 *
	 * @param name the name of the database
	 * @param url the JDBC URL, without user and password
	 * @param username the user, who may create and drop everything
	 * @param password the user's password, possibly empty
	 */
	public record Database(String name, String url, String username, String password) implements AutoCloseable {

		/**
		 * Returns a data source without a pool: each connection is a new session.
		 * @return a new data source of this database
		 */
		public DataSource dataSource() {
			PGSimpleDataSource dataSource = new PGSimpleDataSource();
			dataSource.setUrl(this.url);
			dataSource.setUser(this.username);
			dataSource.setPassword(this.password);
			return dataSource;
		}

		/**
		 * Drops the database and ends the sessions that are still connected to it.
		 */
		@Override
		public void close() {
			execute("DROP DATABASE IF EXISTS " + this.name + " WITH (FORCE)");
		}

	}

	/** Starts the server on first use; the JVM lets the others wait meanwhile. */
	private static final class Server {

		static final PostgresServer RUNNING = start();

		private static PostgresServer start() {
			try {
				PostgresServer server = PostgresServer.start();
				System.out.println("PostgreSQL for tests: " + server.origin());
				return server;
			}
			catch (IOException ex) {
				throw new IllegalStateException("No PostgreSQL for tests could be started", ex);
			}
		}

	}

}
