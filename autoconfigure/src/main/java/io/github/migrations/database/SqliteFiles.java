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

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/**
 * Copies databases by the backup interface of SQLite, which gives one state of the
 * database even while others write to it.
 *
 * @see <a href="https://www.sqlite.org/backup.html">Using the SQLite online backup
 * API</a>
 */
final class SqliteFiles {

	private static final String MAIN = SqliteDatabase.SCHEMA;

	private static final int ALL_PAGES = -1;

	/** The pause before a database that is locked is tried again, in milliseconds. */
	private static final int PAUSE = 50;

	/** Gives up after five seconds. */
	private static final int TRIES = 100;

	private SqliteFiles() {
	}

	static void backup(Connection connection, Path file) throws SQLException {
		int code = connection.unwrap(SQLiteConnection.class)
			.getDatabase()
			.backup(MAIN, file.toString(), null, PAUSE, TRIES, ALL_PAGES);
		// errors are told of the file that is written, whichever of the two they concern
		SQLiteErrorCode said = SQLiteErrorCode.getErrorCode(code);
		if (said != SQLiteErrorCode.SQLITE_OK) {
			throw new SQLException("The database cannot be copied to %s: %s".formatted(file, said), null, code);
		}
	}

}
