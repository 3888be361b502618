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
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.history.AppliedMigration;
import io.github.migrations.history.History;
import io.github.migrations.history.HistoryChanges;
import io.github.migrations.history.HistoryTable;
import io.github.migrations.script.Version;

/**
 * Takes migrations out of the history.
 */
final class Undoing extends RecordedChange {

	private final HistoryChanges changes;

	/** What was applied when the undo scripts were chosen. */
	private final History chosen;

	private @Nullable Version removed;

	Undoing(Target target, Database database, HistoryTable table, HistoryChanges changes, Plan plan,
			StatusMaker statuses) {
		super(target, database, table, plan, statuses);
		this.changes = changes;
		this.chosen = plan.history();
	}

	@Override
	public History read(Connection connection) throws SQLException {
		this.removed = null;
		return know(this.table.prepare(connection));
	}

	/**
	 * What is newer may need what is to be undone.
	 */
	@Override
	public boolean isDone(PlannedMigration migration, History history) {
		AppliedMigration applied = history.find(migration.version());
		if (applied == null) {
			return true;
		}
		AppliedMigration before = this.chosen.find(migration.version());
		if (before != null && !Objects.equals(before.appliedAt(), applied.appliedAt())) {
			throw refused(migration, "has undone and applied it again");
		}
		Version newest = history.version();
		if (!migration.version().equals(newest)) {
			throw refused(migration, "has applied migration %s".formatted(newest));
		}
		return false;
	}

	private static MigrationException refused(PlannedMigration migration, String what) {
		return Failures.general(
				"Migration %s is not undone, because another process %s meanwhile.".formatted(migration, what),
				"Stop what migrates the database, look at the status, and roll back again.", null);
	}

	@Override
	public void started(PlannedMigration migration) {
		this.target.listener().undoing(this.target.name(), migration.version().toString(), migration.description());
	}

	@Override
	void change(Connection connection, PlannedMigration migration, Duration duration) throws SQLException {
		this.changes.remove(connection, migration.version());
		this.removed = migration.version();
	}

	@Override
	public void committed() {
		Version removed = this.removed;
		if (removed != null) {
			this.removed = null;
			know(history().without(removed));
		}
	}

	@Override
	public void done(PlannedMigration migration, Duration duration) {
		this.target.listener()
			.undone(this.target.name(), migration.version().toString(), migration.description(), duration);
	}

}
