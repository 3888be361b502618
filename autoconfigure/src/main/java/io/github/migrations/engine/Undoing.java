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

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.TableName;
import io.github.migrations.history.History;
import io.github.migrations.history.HistoryChanges;
import io.github.migrations.history.HistoryTable;
import io.github.migrations.script.Version;

/**
 * Takes migrations out of the history.
 */
final class Undoing implements Change {

	private final Target target;

	private final Database database;

	private final HistoryTable table;

	private final HistoryChanges changes;

	private final Plan plan;

	private final StatusMaker statuses;

	private History history;

	private @Nullable Version removed;

	Undoing(Target target, Database database, HistoryTable table, HistoryChanges changes, Plan plan,
			StatusMaker statuses) {
		this.target = target;
		this.database = database;
		this.table = table;
		this.changes = changes;
		this.plan = plan;
		this.statuses = statuses;
		this.history = plan.history();
	}

	@Override
	public TableName name() {
		return this.table.name();
	}

	@Override
	public HistoryTable table() {
		return this.table;
	}

	@Override
	public Plan plan() {
		return this.plan.at(this.history);
	}

	@Override
	public History read(Connection connection) throws SQLException {
		this.removed = null;
		this.history = this.table.prepare(connection);
		this.statuses.publish(this.history);
		return this.history;
	}

	/**
	 * What is newer may need what is to be undone.
	 */
	@Override
	public boolean isDone(PlannedMigration migration, History history) {
		if (history.find(migration.version()) == null) {
			return true;
		}
		Version newest = history.version();
		if (!migration.version().equals(newest)) {
			throw Failures.general(
					"Migration %s is not undone, because another process has applied migration %s meanwhile."
						.formatted(migration, newest),
					"Stop what migrates the database, look at the status, and roll back again.", null);
		}
		return false;
	}

	@Override
	public void started(PlannedMigration migration) {
		this.target.listener().undoing(this.target.name(), migration.version().toString(), migration.description());
	}

	@Override
	public void write(Connection connection, PlannedMigration migration, Duration duration) throws SQLException {
		try {
			this.changes.remove(connection, migration.version());
		}
		catch (SQLException ex) {
			if (this.database.isMissing(ex)) {
				throw Failures.trackingTableGone(migration, this.table.name(), ex);
			}
			throw ex;
		}
		this.removed = migration.version();
	}

	@Override
	public void committed() {
		Version removed = this.removed;
		if (removed != null) {
			this.removed = null;
			this.history = this.history.without(removed);
			this.statuses.publish(this.history);
		}
	}

	@Override
	public void done(PlannedMigration migration, Duration duration) {
		this.target.listener()
			.undone(this.target.name(), migration.version().toString(), migration.description(), duration);
	}

}
