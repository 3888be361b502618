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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

import io.github.migrations.differential.Snapshot.Table;

/**
 * SQLite and {@code sqlite3}. The two may be of different versions.
 */
final class SqliteTarget implements Target {

	private static final String OURS = "('schema_migrations', 'schema_migrations_details')";

	/** What ANALYZE collects depends on the options that SQLite was built with. */
	private static final String STATISTICS = " AND name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\'";

	private static final List<String> PRAGMAS = List.of("application_id", "auto_vacuum", "encoding", "journal_mode",
			"page_size", "user_version");

	@Override
	public String id() {
		return "sqlite";
	}

	@Override
	public String client() {
		return "sqlite3";
	}

	@Override
	public @Nullable String clientVersion() {
		String said = Client.output(List.of("sqlite3", "--version"), Map.of());
		return (said != null) ? "sqlite3 " + said.split(" ")[0] : null;
	}

	@Override
	public String databaseVersion() {
		SQLiteDataSource memory = new SQLiteDataSource();
		memory.setUrl("jdbc:sqlite::memory:");
		return Query.text(memory, "SELECT sqlite_version()");
	}

	@Override
	public Trial create() {
		try {
			return new SqliteTrial(Files.createTempDirectory("differential"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private record SqliteTrial(Path folder) implements Trial {

		private Path file() {
			return this.folder.resolve("test.db");
		}

		/** Enforces foreign keys, as an application's connections should. */
		@Override
		public DataSource dataSource() {
			SQLiteConfig config = new SQLiteConfig();
			config.enforceForeignKeys(true);
			SQLiteDataSource dataSource = new SQLiteDataSource(config);
			dataSource.setUrl("jdbc:sqlite:" + file());
			return dataSource;
		}

		@Override
		public @Nullable String run(Path script) {
			return Client.run(List.of("sqlite3", "-bail", "-batch", "-init", "/dev/null", file().toString()), Map.of(),
					script);
		}

		@Override
		public Snapshot snapshot() {
			SQLiteDataSource dataSource = new SQLiteDataSource();
			dataSource.setUrl("jdbc:sqlite:" + file());
			try (Connection connection = dataSource.getConnection()) {
				Map<String, String> schema = new TreeMap<>();
				for (String pragma : PRAGMAS) {
					schema.put("pragma " + pragma, Query.rows(connection, "PRAGMA " + pragma).toString());
				}
				for (List<@Nullable String> row : Query.rows(connection,
						"SELECT type || ' ' || name, tbl_name || ' ' || coalesce(sql, '') FROM sqlite_schema "
								+ "WHERE tbl_name NOT IN " + OURS + STATISTICS)) {
					schema.put(String.valueOf(row.get(0)), String.valueOf(row.get(1)));
				}
				return new Snapshot(schema, tables(connection));
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		}

		/**
		 * The tables behind a virtual one are its own affair, and differ between versions
		 * of SQLite.
		 */
		private static Map<String, Table> tables(Connection connection) throws SQLException {
			Map<String, Table> tables = new TreeMap<>();
			for (List<@Nullable String> row : Query.rows(connection,
					"SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') "
							+ "AND name <> 'sqlite_schema' AND name NOT IN " + OURS + STATISTICS)) {
				String name = String.valueOf(row.get(0));
				List<String> columns = columns(connection, name);
				tables.put(name, new Table(columns, rows(connection, name, columns)));
			}
			return tables;
		}

		private static List<String> columns(Connection connection, String table) throws SQLException {
			List<String> columns = new ArrayList<>();
			for (List<@Nullable String> row : Query.rows(connection,
					"SELECT name FROM pragma_table_xinfo('" + table.replace("'", "''") + "') WHERE hidden <> 1")) {
				columns.add(String.valueOf(row.get(0)));
			}
			return columns;
		}

		private static List<List<@Nullable String>> rows(Connection connection, String table, List<String> columns)
				throws SQLException {
			List<String> values = new ArrayList<>();
			columns.forEach((column) -> values.add("quote(" + Query.quote(column) + ")"));
			String own = (table.equals("sqlite_sequence")) ? " WHERE name NOT IN " + OURS : "";
			try {
				return Query.rows(connection,
						"SELECT " + String.join(", ", values) + " FROM " + Query.quote(table) + own);
			}
			catch (SQLException ex) {
				// a virtual table may be none to read
				return List.of(List.of(String.valueOf(ex.getMessage())));
			}
		}

		@Override
		public void close() {
			try (Stream<Path> files = Files.walk(this.folder)) {
				for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
					Files.delete(file);
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
