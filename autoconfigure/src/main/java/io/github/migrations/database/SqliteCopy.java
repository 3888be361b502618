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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteOpenMode;
import org.sqlite.core.Codes;
import org.sqlite.core.DB;

/**
 * A copy of a SQLite database and of all files that are attached to it, page by page, in
 * a temporary folder that nobody else can read.
 *
 * @see <a href="https://www.sqlite.org/backup.html">The backup interface</a>
 */
final class SqliteCopy implements AutoCloseable {

	/** How long to wait while another process writes, in milliseconds. */
	private static final int PAUSE = 100;

	/** Without a write-ahead log nobody can write while a step is copied. */
	private static final int PAGES = 4096;

	private static final int ALL_PAGES = -1;

	/** What statements depend on. */
	private static final List<String> PRAGMAS = List.of("foreign_keys", "recursive_triggers", "legacy_alter_table",
			"ignore_check_constraints", "trusted_schema");

	private final Path folder;

	private final Connection connection;

	private SqliteCopy(Path folder, Connection connection) {
		this.folder = folder;
		this.connection = connection;
	}

	/**
	 * Copies a database.
	 * @param source a connection to it, outside a transaction
	 * @param patience how long to wait while another process writes
	 * @return the copy, to be closed by the caller
	 * @throws SQLException if it cannot be copied
	 */
	static SqliteCopy of(Connection source, Duration patience) throws SQLException {
		try {
			Path folder = Files.createTempDirectory("migrations-copy");
			try {
				return new SqliteCopy(folder, copy(source, folder, patience));
			}
			catch (SQLException | IOException ex) {
				delete(folder);
				throw ex;
			}
		}
		catch (IOException ex) {
			throw new SQLException("No copy can be made in the temporary folder: " + ex, ex);
		}
	}

	private static Connection copy(Connection source, Path folder, Duration patience) throws SQLException, IOException {
		DB database = source.unwrap(SQLiteConnection.class).getDatabase();
		int tries = Math.toIntExact(Math.max(1, patience.toMillis() / PAUSE));
		@Nullable Connection copy = null;
		for (List<@Nullable String> row : Sql.rows(source,
				"SELECT seq, name FROM pragma_database_list WHERE name <> 'temp' ORDER BY seq")) {
			String name = String.valueOf(row.get(1));
			String quoted = TableName.quote(name);
			Path file = folder.resolve(row.get(0) + ".db");
			checkSpace(source, quoted, folder);
			boolean wal = "wal".equals(Sql.value(source, "PRAGMA %s.journal_mode".formatted(quoted)));
			int code = database.backup(name, file.toString(), null, PAUSE, tries, (wal) ? ALL_PAGES : PAGES);
			if (code != Codes.SQLITE_OK) {
				throw new SQLException(
						"it cannot be copied, probably because another process writes (code %d)".formatted(code), null,
						code);
			}
			if (copy == null) {
				copy = open(file, database.getConfig().toProperties());
			}
			else {
				Sql.execute(copy, "ATTACH '%s' AS %s".formatted(file.toString().replace("'", "''"), quoted));
			}
		}
		if (copy == null) {
			throw new SQLException("The connection has no database");
		}
		for (String pragma : PRAGMAS) {
			Sql.execute(copy, "PRAGMA %s = %s".formatted(pragma, Sql.value(source, "PRAGMA " + pragma)));
		}
		return copy;
	}

	/**
	 * The copy can be written, even where the database cannot.
	 */
	private static Connection open(Path file, Properties properties) throws SQLException {
		SQLiteConfig config = new SQLiteConfig(properties);
		config.setReadOnly(false);
		config.setOpenMode(SQLiteOpenMode.READWRITE);
		return DriverManager.getConnection("jdbc:sqlite:" + file, config.toProperties());
	}

	private static void checkSpace(Connection source, String database, Path folder) throws SQLException, IOException {
		long pages = Long.parseLong(String.valueOf(Sql.value(source, "PRAGMA %s.page_count".formatted(database))));
		long size = pages
				* Long.parseLong(String.valueOf(Sql.value(source, "PRAGMA %s.page_size".formatted(database))));
		long usable = Files.getFileStore(folder).getUsableSpace();
		if (size > usable) {
			throw new IOException("%d bytes are needed, and %d are free in %s (-Djava.io.tmpdir names another folder)"
				.formatted(size, usable, folder.getParent()));
		}
	}

	Connection connection() {
		return this.connection;
	}

	/**
	 * Removes the copy.
	 */
	@Override
	public void close() throws SQLException {
		this.connection.close();
		try {
			delete(this.folder);
		}
		catch (IOException ex) {
			throw new SQLException("The copy in %s cannot be removed: %s".formatted(this.folder, ex), ex);
		}
	}

	private static void delete(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			for (Path file : files.toList()) {
				Files.delete(file);
			}
		}
		Files.delete(folder);
	}

}
