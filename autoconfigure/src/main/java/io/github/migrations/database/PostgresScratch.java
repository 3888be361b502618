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
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * A database of its own on the same PostgreSQL server. It has nothing but the schema
 * {@code public}, and the current one of the connection that it is made with, whose
 * search path it has too.
 *
 * @see <a href="https://jdbc.postgresql.org/documentation/use/">The URL of a
 * connection</a>
 */
final class PostgresScratch implements Scratch {

	private static final Pattern URL = Pattern.compile("(jdbc:postgresql:(//[^/?]*/?)?)([^?]*)(?<options>\\?.*)?");

	private static final String PROPERTIES = "SELECT pg_catalog.pg_encoding_to_char(encoding), datcollate, datctype "
			+ "FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()";

	private final Connection connection;

	private final String name;

	private final DataSource dataSource;

	private PostgresScratch(Connection connection, String name, DataSource dataSource) {
		this.connection = connection;
		this.name = name;
		this.dataSource = dataSource;
	}

	static Scratch create(Connection connection, Connector connector) throws SQLException {
		String name = "migrations_scratch_" + UUID.randomUUID().toString().replace("-", "");
		DataSource dataSource = new ConnectorDataSource(connector, url(connection.getMetaData().getURL(), name));
		List<@Nullable String> like = Sql.rows(connection, PROPERTIES).get(0);
		Sql.execute(connection, "CREATE DATABASE %s TEMPLATE template0 ENCODING %s LC_COLLATE %s LC_CTYPE %s"
			.formatted(name, quote(like.get(0)), quote(like.get(1)), quote(like.get(2))));
		PostgresScratch scratch = new PostgresScratch(connection, name, dataSource);
		try {
			String path = String.valueOf(Sql.value(connection, "SELECT pg_catalog.current_setting('search_path')"));
			Sql.execute(connection,
					"ALTER DATABASE %s SET search_path = %s".formatted(name, (path.isBlank()) ? "''" : path));
			scratch.createSchema(Sql.value(connection, "SELECT pg_catalog.current_schema()"));
		}
		catch (SQLException ex) {
			scratch.close();
			throw ex;
		}
		return scratch;
	}

	private static String quote(@Nullable String text) {
		return "'" + String.valueOf(text).replace("'", "''") + "'";
	}

	/**
	 * Puts another database into a URL.
	 */
	static String url(String url, String database) throws SQLException {
		Matcher matcher = URL.matcher(url);
		if (!matcher.matches()) {
			throw new SQLException("The URL of the connection is not understood: " + url);
		}
		String server = matcher.group(1);
		String separator = (server.endsWith("/") || server.endsWith(":")) ? "" : "/";
		return server + separator + database + ((matcher.group("options") != null) ? matcher.group("options") : "");
	}

	private void createSchema(@Nullable String schema) throws SQLException {
		if (schema != null) {
			try (Connection scratch = this.dataSource.getConnection()) {
				Sql.execute(scratch, "CREATE SCHEMA IF NOT EXISTS " + TableName.quote(schema));
			}
		}
	}

	@Override
	public DataSource dataSource() {
		return this.dataSource;
	}

	@Override
	public void close() throws SQLException {
		Sql.execute(this.connection, "DROP DATABASE IF EXISTS " + this.name + " WITH (FORCE)");
	}

}
