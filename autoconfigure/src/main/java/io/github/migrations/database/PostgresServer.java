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
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The databases of a PostgreSQL server. What is done to the server is done from the
 * database that the URL names, by connections of their own: a pool may be empty because
 * somebody who waits for us has its last connection.
 *
 * @see <a href="https://www.postgresql.org/docs/current/manage-ag-createdb.html">Creating
 * a database</a>
 */
final class PostgresServer implements DatabaseServer {

	private static final Set<String> SYSTEM = Set.of("postgres", "template0", "template1");

	/** Duplicate database; its name came into the catalogue meanwhile. */
	private static final Set<String> EXISTS = Set.of("42P04", "23505");

	private static final String MISSING = "3D000";

	private static final String IN_USE = "55006";

	/** The server itself waits five seconds for others to leave. */
	private static final int TRIES = 4;

	/** One that was being removed when the server ended cannot be used. */
	private static final String USABLE = "SELECT datname FROM pg_catalog.pg_database WHERE datallowconn "
			+ "AND NOT datistemplate AND datconnlimit <> -2 AND datname NOT IN ('postgres', pg_catalog.current_database())";

	private final String url;

	private final Supplier<Login> login;

	private volatile @Nullable String own;

	/**
	 * Creates it.
	 * @param url the JDBC URL of a database
	 * @param login is asked anew for each connection
	 */
	PostgresServer(String url, Supplier<Login> login) {
		this.url = url;
		this.login = login;
	}

	/**
	 * Connects to the database of the URL.
	 */
	Connection connect() throws SQLException {
		return dataSource().getConnection();
	}

	@Override
	public @Nullable Connection connect(String database) throws SQLException {
		PGSimpleDataSource dataSource = dataSource();
		dataSource.setDatabaseName(database);
		try {
			return dataSource.getConnection();
		}
		catch (SQLException ex) {
			if (MISSING.equals(ex.getSQLState())) {
				return null;
			}
			throw ex;
		}
	}

	/**
	 * The URL is kept with whatever else it says.
	 */
	private PGSimpleDataSource dataSource() {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setUrl(this.url);
		Login login = this.login.get();
		if (login.user() != null) {
			dataSource.setUser(login.user());
		}
		if (login.password() != null) {
			dataSource.setPassword(login.password());
		}
		return dataSource;
	}

	@Override
	public void create(String database) throws SQLException {
		try (Connection connection = connect()) {
			unlessExists(() -> Sql.execute(connection, "CREATE DATABASE " + TableName.quote(database)));
		}
	}

	/**
	 * Gives a database its name. A template may be in use for a moment, by a session that
	 * is just being ended.
	 * @return whether nobody else was faster
	 */
	static boolean unlessExists(Creation creation) throws SQLException {
		for (int i = 1;; i++) {
			try {
				creation.run();
				return true;
			}
			catch (SQLException ex) {
				if (EXISTS.contains(String.valueOf(ex.getSQLState()))) {
					return false;
				}
				if (i == TRIES || !IN_USE.equals(ex.getSQLState())) {
					throw ex;
				}
			}
		}
	}

	@Override
	public List<String> names() throws SQLException {
		try (Connection connection = connect()) {
			return Sql.rows(connection, USABLE).stream().map((row) -> String.valueOf(row.get(0))).toList();
		}
	}

	@Override
	public boolean has(String database) throws SQLException {
		try (Connection connection = connect()) {
			return Sql.value(connection, USABLE + " AND datname = ?", database) != null;
		}
	}

	@Override
	public boolean isReserved(String database) throws SQLException {
		return SYSTEM.contains(database) || database.equals(own());
	}

	/**
	 * A URL need not name a database, and a pooler may know it by another name.
	 */
	private String own() throws SQLException {
		String own = this.own;
		if (own == null) {
			try (Connection connection = connect()) {
				own = String.valueOf(Sql.value(connection, "SELECT pg_catalog.current_database()"));
			}
			this.own = own;
		}
		return own;
	}

	@Override
	public String message(SQLException ex) {
		return PostgresErrors.message(ex);
	}

	@Override
	public DatabaseTemplates templates(String group, Consumer<String> warnings) {
		return new PostgresTemplates(this, group, warnings);
	}

	/**
	 * Creates a database.
	 */
	interface Creation {

		void run() throws SQLException;

	}

}
