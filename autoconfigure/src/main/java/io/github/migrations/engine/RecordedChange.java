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

import io.github.migrations.database.Database;
import io.github.migrations.database.TableName;
import io.github.migrations.history.History;
import io.github.migrations.history.HistoryTable;

/**
 * A change to the history in its tables.
 */
abstract class RecordedChange implements Change {

	final Target target;

	final Database database;

	final HistoryTable table;

	private final Plan plan;

	private final StatusMaker statuses;

	private History history;

	RecordedChange(Target target, Database database, HistoryTable table, Plan plan, StatusMaker statuses) {
		this.target = target;
		this.database = database;
		this.table = table;
		this.plan = plan;
		this.statuses = statuses;
		this.history = plan.history();
	}

	@Override
	public final TableName name() {
		return this.table.name();
	}

	@Override
	public final HistoryTable table() {
		return this.table;
	}

	@Override
	public final Plan plan() {
		return this.plan.at(this.history);
	}

	/**
	 * Returns what is applied, as far as it is known.
	 */
	final History history() {
		return this.history;
	}

	/**
	 * Something is known anew.
	 * @param now what is applied now
	 * @return the same
	 */
	final History know(History now) {
		this.history = now;
		this.statuses.publish(now);
		return now;
	}

	@Override
	public final void write(Connection connection, PlannedMigration migration, Duration duration) throws SQLException {
		try {
			change(connection, migration, duration);
		}
		catch (SQLException ex) {
			throw failure(migration, ex);
		}
	}

	@Override
	public final void flush(Connection connection, PlannedMigration last) throws SQLException {
		try {
			changeRest(connection);
		}
		catch (SQLException ex) {
			throw failure(last, ex);
		}
	}

	private SQLException failure(PlannedMigration migration, SQLException ex) {
		if (this.database.isMissing(ex)) {
			throw Failures.trackingTableGone(migration, this.table.name(), ex);
		}
		return ex;
	}

	/**
	 * Changes what has not been changed yet.
	 * @param connection a connection inside the transaction
	 * @throws SQLException if the database fails
	 */
	void changeRest(Connection connection) throws SQLException {
	}

	/**
	 * Changes the tables.
	 * @param connection a connection inside the transaction of the migration
	 * @param migration the migration
	 * @param duration how long it ran
	 * @throws SQLException if the database fails
	 */
	abstract void change(Connection connection, PlannedMigration migration, Duration duration) throws SQLException;

}
