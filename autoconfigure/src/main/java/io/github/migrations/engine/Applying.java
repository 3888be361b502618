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
import io.github.migrations.history.HistoryTable;
import io.github.migrations.history.NewRecord;
import io.github.migrations.script.Placeholders;
import io.github.migrations.script.Script;
import io.github.migrations.script.ScriptFile;

/**
 * Adds migrations to the history.
 *
 * @param target the database
 * @param table the tracking tables
 */
record Applying(Target target, HistoryTable table) implements Change {

	@Override
	public boolean isDone(History history, PlannedMigration migration) {
		return history.find(migration.version()) != null;
	}

	@Override
	public void started(PlannedMigration migration) {
		this.target.listener().started(this.target.name(), migration.version().toString(), migration.description());
	}

	@Override
	public void record(Connection connection, PlannedMigration migration, Duration duration) throws SQLException {
		this.table.record(connection, record(migration, duration.toMillis(), this.target.settings().placeholders()));
	}

	static NewRecord record(PlannedMigration migration, long executionTimeMs, Placeholders placeholders) {
		ScriptFile undo = migration.migration().undo();
		return new NewRecord(migration.version(), migration.description(), migration.script().checksum(),
				executionTimeMs, (undo != null) ? Script.text(undo, placeholders) : null);
	}

	@Override
	public void done(PlannedMigration migration, Duration duration) {
		this.target.listener()
			.applied(this.target.name(), migration.version().toString(), migration.description(), duration);
	}

}
