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
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/**
 * Copies a SQLite file through the backup interface: what is copied as a file while
 * somebody writes is not a database, and closing it would drop the locks of this process.
 *
 * @see <a href="https://www.sqlite.org/backup.html">Using the SQLite Online Backup
 * API</a>
 * @see <a href="https://www.sqlite.org/howtocorrupt.html">How to corrupt an SQLite
 * database file</a>
 */
final class SqliteFileCopy implements Database.FileCopy {

	/** How often, and how long in milliseconds, somebody else's lock is waited for. */
	private static final int TRIES = 20;

	private static final int PAUSE = 100;

	private static final int ALL_PAGES = -1;

	@Override
	public @Nullable Path file(Connection connection) throws SQLException {
		String file = Sql.value(connection, "SELECT file FROM pragma_database_list WHERE name = 'main'");
		if (file == null || file.isEmpty()) {
			return null;
		}
		Path path = Path.of(file);
		try {
			return (Files.size(path) > 0) ? path : null;
		}
		catch (IOException ex) {
			// it is on no file system that Java knows
			return null;
		}
	}

	/**
	 * The connection that is about to write cannot be copied from.
	 */
	@Override
	public void copy(Path file, Path to) throws IOException, SQLException {
		createLike(file, to);
		backup(file, to);
	}

	@Override
	public void replace(Path file, Path copy) throws SQLException {
		backup(copy, file);
	}

	/**
	 * The backup interface copies pages without looking at what is in them.
	 */
	@Override
	public void check(Path copy) throws SQLException {
		try (Connection connection = open(copy)) {
			String found = Sql.value(connection, "PRAGMA quick_check(1)");
			if (!"ok".equals(found)) {
				throw new SQLException(found, null, SQLiteErrorCode.SQLITE_CORRUPT.code);
			}
		}
	}

	private static Connection open(Path file) throws SQLException {
		SQLiteDataSource dataSource = new SQLiteDataSource();
		dataSource.setUrl("jdbc:sqlite:" + file.toUri().toASCIIString());
		return dataSource.getConnection();
	}

	/**
	 * Errors are told of the file that is written, whichever of the two they concern.
	 */
	private static void backup(Path file, Path to) throws SQLException {
		try (Connection connection = open(file)) {
			int code = connection.unwrap(SQLiteConnection.class)
				.getDatabase()
				.backup("main", to.toString(), null, PAUSE, TRIES, ALL_PAGES);
			if (code != SQLiteErrorCode.SQLITE_OK.code) {
				SQLiteErrorCode error = SQLiteErrorCode.getErrorCode(code);
				throw new SQLException("%s (%s)".formatted(error.message, error.name()), null, code);
			}
		}
	}

	private static void createLike(Path file, Path to) throws IOException {
		PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class, new LinkOption[0]);
		if (view == null) {
			Files.createFile(to);
		}
		else {
			Files.createFile(to, PosixFilePermissions.asFileAttribute(view.readAttributes().permissions()));
		}
	}

}
