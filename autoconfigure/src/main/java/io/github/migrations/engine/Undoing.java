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

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import io.github.migrations.history.History;
import io.github.migrations.history.HistoryChanges;
import io.github.migrations.script.Version;

/**
 * Takes migrations out of the history.
 *
 * @param target the database
 * @param table the tracking tables
 */
record Undoing(Target target, HistoryChanges table) implements Change {

	@Override
	public boolean isDone(History history, PlannedMigration migration) {
		Version newest = history.version();
		if (newest != null && history.find(migration.version()) != null && !newest.equals(migration.version())) {
			throw Failures.general(
					"Migration %s is not undone, because another process has applied migration %s meanwhile."
						.formatted(migration, newest),
					"Stop what migrates the database, look at the status, and roll back again.", null);
		}
		return history.find(migration.version()) == null;
	}

	@Override
	public void started(PlannedMigration migration) {
		this.target.listener().undoing(this.target.name(), migration.version().toString(), migration.description());
	}

	@Override
	public void record(Connection connection, PlannedMigration migration, Duration duration) throws SQLException {
		this.table.remove(connection, migration.version());
	}

	@Override
	public void done(PlannedMigration migration, Duration duration) {
		this.target.listener()
			.undone(this.target.name(), migration.version().toString(), migration.description(), duration);
	}

}
