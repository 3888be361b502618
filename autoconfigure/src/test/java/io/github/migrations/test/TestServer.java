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

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

import io.github.migrations.script.Sha256;

/**
 * A real PostgreSQL server for a test that creates databases itself: all of them, and the
 * roles, begin with one name, and are removed in the end.
 *
 * @param own the database of the application
 * @param prefix what names begin with
 */
public record TestServer(TestPostgres.Database own, String prefix) implements AutoCloseable {

	/**
	 * Begins with a database of the application.
	 * @return the server, which the caller closes
	 */
	public static TestServer create() {
		return new TestServer(TestPostgres.createDatabase(),
				"t" + UUID.randomUUID().toString().replace("-", "").substring(0, 10) + "_");
	}

	/**
	 * Returns how databases of tenants are named.
	 * @return the pattern
	 */
	public String pattern() {
		return this.prefix + "{tenant}";
	}

	/**
	 * Returns what the names of templates begin with.
	 * @param kind {@code template} or {@code copy}
	 * @return the beginning of the names
	 */
	public String templatePrefix(String kind) {
		byte[] digest = Sha256.digest().digest(pattern().getBytes(StandardCharsets.UTF_8));
		return "Migrations " + kind + " " + HexFormat.of().formatHex(digest).substring(0, 12) + " ";
	}

	/**
	 * Lists the databases that were created.
	 * @return their names in order
	 */
	public List<String> databases() {
		return databases(this.prefix);
	}

	/**
	 * Lists the templates, or the copies that are not finished.
	 * @param kind {@code template} or {@code copy}
	 * @return their names in order
	 */
	public List<String> templates(String kind) {
		return databases(templatePrefix(kind));
	}

	private List<String> databases(String prefix) {
		return query(
				"SELECT datname FROM pg_database WHERE starts_with(datname::text, '%s') ORDER BY datname COLLATE \"C\""
					.formatted(prefix));
	}

	/**
	 * Reads the first column of a query in the application's database.
	 * @param sql the query
	 * @return the texts
	 */
	public List<String> query(String sql) {
		List<String> values = new ArrayList<>();
		try (Connection connection = this.own.dataSource().getConnection();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			while (rows.next()) {
				values.add(String.valueOf(rows.getString(1)));
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(sql, ex);
		}
		return values;
	}

	/**
	 * Executes statements in the application's database.
	 * @param statements one or more
	 */
	public void execute(String... statements) {
		for (String sql : statements) {
			try (Connection connection = this.own.dataSource().getConnection();
					Statement statement = connection.createStatement()) {
				statement.execute(sql);
			}
			catch (SQLException ex) {
				throw new IllegalStateException(sql, ex);
			}
		}
	}

	/**
	 * Creates a user who may log in by the password {@code secret}.
	 * @param rights such as {@code CREATEDB}
	 * @return the name of the role
	 */
	public String createUser(String rights) {
		String role = this.prefix + "user";
		execute("CREATE ROLE %s LOGIN PASSWORD 'secret' %s".formatted(role, rights));
		return role;
	}

	/**
	 * Drops a database, whoever uses it.
	 * @param name its name
	 */
	public void drop(String name) {
		String quoted = '"' + name.replace("\"", "\"\"") + '"';
		execute("ALTER DATABASE %s IS_TEMPLATE false".formatted(quoted),
				"DROP DATABASE %s WITH (FORCE)".formatted(quoted));
	}

	/**
	 * Drops everything.
	 */
	@Override
	public void close() {
		databases().forEach(this::drop);
		templates("template").forEach(this::drop);
		templates("copy").forEach(this::drop);
		query("SELECT rolname FROM pg_roles WHERE starts_with(rolname::text, '%s')".formatted(this.prefix))
			.forEach((role) -> execute("DROP ROLE " + role));
		this.own.close();
	}

}
