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

package io.github.migrations.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.history.History;

/**
 * Copies a database that is a file before the first change of a run, where a folder for
 * that is configured. It is done while nobody else can write, so that of several
 * processes that start together one makes the copy, and the copy is what the database was
 * right before.
 */
final class Backup {

	private final Target target;

	private final Database database;

	private boolean made;

	Backup(Target target, Database database) {
		this.target = target;
		this.database = database;
	}

	/**
	 * Makes the copy, once for each run.
	 * @param connection a connection inside the transaction that excludes all others
	 * @param history what is applied
	 * @throws SQLException if the database cannot say where its file is
	 * @throws MigrationException if the copy cannot be made
	 */
	void make(Connection connection, History history) throws SQLException {
		Settings.Backup settings = this.target.settings().backup();
		if (settings == null || this.made) {
			return;
		}
		this.made = true;
		Database.FileCopy copying = this.database.fileCopy();
		if (copying == null) {
			this.target.listener()
				.warning(this.target.name(), "spring.migrations.backup is set, but only SQLite can be copied by us. "
						+ "Nothing is copied; use what the database offers itself");
			return;
		}
		Path file = copying.file(connection);
		if (file != null) {
			copy(copying, file, new BackupFolder(settings.folder().toAbsolutePath(), file.getFileName().toString()),
					history, settings.keep());
		}
	}

	private void copy(Database.FileCopy copying, Path file, BackupFolder folder, History history, int keep) {
		Path copy;
		try {
			copy = folder.add(history.version(), (to) -> copying.copy(file, to));
		}
		catch (IOException | SQLException ex) {
			throw Failures.general(
					"Database '%s' is not changed, because it cannot be copied to %s first: %s"
						.formatted(this.target.name(), folder.folder(), reason(ex)),
					"Make room there, let this process write there, or name another folder (spring.migrations.backup). "
							+ "Nothing has been changed.",
					ex);
		}
		this.target.listener().copied(this.target.name(), copy);
		try {
			folder.keep(keep);
		}
		catch (IOException ex) {
			this.target.listener()
				.warning(this.target.name(),
						"old copies in %s cannot be removed: %s".formatted(folder.folder(), reason(ex)));
		}
	}

	private @Nullable String reason(Exception ex) {
		return (ex instanceof SQLException said) ? this.database.message(said) : ex.toString();
	}

}
