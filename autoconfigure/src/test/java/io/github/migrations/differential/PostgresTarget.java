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

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

import io.github.migrations.differential.Snapshot.Table;
import io.github.migrations.test.TestPostgres;

/**
 * PostgreSQL and {@code psql}.
 */
final class PostgresTarget implements Target {

	private static final String ROLES = "SELECT rolname FROM pg_roles";

	@Override
	public String id() {
		return "postgresql";
	}

	@Override
	public String client() {
		return "psql";
	}

	@Override
	public @Nullable String clientVersion() {
		String said = Client.output(List.of("psql", "--version"), Map.of());
		return (said != null) ? said.strip() : null;
	}

	@Override
	public String databaseVersion() {
		try (TestPostgres.Database database = TestPostgres.createDatabase()) {
			return Query.text(database.dataSource(), "SHOW server_version");
		}
	}

	@Override
	public Trial create() {
		return new PostgresTrial(TestPostgres.createDatabase());
	}

	private static final class PostgresTrial implements Trial {

		private final TestPostgres.Database database;

		private final List<String> rolesBefore;

		PostgresTrial(TestPostgres.Database database) {
			this.database = database;
			this.rolesBefore = Query.texts(dataSource(), ROLES);
		}

		@Override
		public DataSource dataSource() {
			return this.database.dataSource();
		}

		@Override
		public @Nullable String run(Path file) {
			Properties url = Driver.parseURL(this.database.url(), null);
			if (url == null) {
				throw new IllegalStateException("Not a URL of PostgreSQL: " + this.database.url());
			}
			Map<String, String> environment = new LinkedHashMap<>();
			environment.put("PGHOST", url.getProperty("PGHOST"));
			environment.put("PGPORT", url.getProperty("PGPORT"));
			environment.put("PGDATABASE", url.getProperty("PGDBNAME"));
			environment.put("PGUSER", this.database.username());
			environment.put("PGPASSWORD", this.database.password());
			environment.put("PGCLIENTENCODING", "UTF8");
			environment.put("LC_MESSAGES", "C");
			return Client.run(
					List.of("psql", "-X", "-q", "-o", "/dev/null", "-v", "ON_ERROR_STOP=1", "-f", file.toString()),
					environment, null);
		}

		@Override
		public Snapshot snapshot() {
			try (Connection connection = dataSource().getConnection()) {
				// so that every name is shown with its schema
				Query.execute(connection, "SET search_path = ''");
				Map<String, String> schema = new TreeMap<>();
				for (String query : PostgresCatalogue.QUERIES) {
					Query.rows(connection, query).forEach((row) -> put(schema, row));
				}
				schema.put("settings of the database",
						Query
							.rows(connection, "SELECT datacl::text FROM pg_database WHERE datname = current_database()")
							.toString());
				Map<String, Table> tables = new TreeMap<>();
				for (List<@Nullable String> table : Query.rows(connection, PostgresCatalogue.TABLES)) {
					String name = Query.quote(table.get(0)) + "." + Query.quote(table.get(1));
					List<String> columns = (table.get(2) != null)
							? List.of(table.get(2).split(PostgresCatalogue.SEPARATOR)) : List.of();
					tables.put(name, new Table(columns, rows(connection, name, columns)));
				}
				return new Snapshot(schema, tables);
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		}

		/** The same name may describe two things, such as two types of one name. */
		private static void put(Map<String, String> schema, List<@Nullable String> row) {
			schema.merge(String.valueOf(row.get(0)), String.valueOf(row.get(1)), (one, other) -> one + "\n" + other);
		}

		private static List<List<@Nullable String>> rows(Connection connection, String table, List<String> columns)
				throws SQLException {
			List<String> values = new ArrayList<>();
			columns.forEach((column) -> values.add(Query.quote(column) + "::text"));
			return Query.rows(connection, "SELECT " + String.join(", ", values) + " FROM ONLY " + table);
		}

		@Override
		public void close() {
			DataSource dataSource = dataSource();
			List<String> roles = Query.texts(dataSource, ROLES);
			this.database.close();
			try (TestPostgres.Database other = TestPostgres.createDatabase();
					Connection connection = other.dataSource().getConnection()) {
				for (String role : roles) {
					if (!this.rolesBefore.contains(role)) {
						Query.execute(connection, "DROP OWNED BY " + Query.quote(role) + " CASCADE");
						Query.execute(connection, "DROP ROLE " + Query.quote(role));
					}
				}
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
