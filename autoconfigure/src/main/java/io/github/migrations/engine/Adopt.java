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
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.Databases;
import io.github.migrations.database.LockHolder;
import io.github.migrations.database.Session;
import io.github.migrations.database.TransactionSettings;
import io.github.migrations.history.History;
import io.github.migrations.history.HistoryTable;
import io.github.migrations.history.Settled;
import io.github.migrations.history.foreign.ForeignTable;
import io.github.migrations.history.foreign.ForeignTables;
import io.github.migrations.script.Version;

/**
 * Takes over a database that another tool, or nobody, has managed so far.
 *
 * @param target the database
 */
record Adopt(Target target) {

	/**
	 * Finds out what would be recorded. Nothing is changed.
	 * @param upTo the version that a person has named, or {@code null}
	 * @param stop whether the process is asked to end
	 * @return the plan
	 * @throws SQLException if the database fails
	 * @throws InterruptedException if the process is asked to end
	 */
	Adoption plan(@Nullable Version upTo, Stop stop) throws SQLException, InterruptedException {
		return this.target.whenFree(() -> plan(upTo), stop);
	}

	private Adoption plan(@Nullable Version upTo) throws SQLException {
		try (Connection connection = this.target.connectToLook()) {
			Database database = Databases.of(connection);
			HistoryTable table = new HistoryTable(database, this.target.settings().table()).resolve(connection);
			AdoptionPlanner planner = new AdoptionPlanner(this.target, connection, database, table);
			Adoption found = Settled.look(connection, database, table.name(),
					(columns) -> planner.plan((HistoryTable.isOurs(columns)) ? table.read(connection) : null, upTo));
			return Objects.requireNonNull(found, "A plan is always made");
		}
	}

	/**
	 * Records what has been shown to a person, in one transaction.
	 * @param shown what has been shown
	 * @param stop whether the process is asked to end
	 * @return what has been done, which is nothing if somebody else was faster
	 * @throws SQLException if the database fails
	 * @throws InterruptedException if the process is asked to end
	 * @throws MigrationException if the database is not any more what has been shown
	 */
	Adoption apply(Adoption shown, Stop stop) throws SQLException, InterruptedException {
		try (Connection connection = this.target.connect(stop)) {
			Database database = Databases.of(connection);
			HistoryTable table = this.target.table(database).resolve(connection);
			try (Session session = database.open(connection, table.name())) {
				session.lock((holder) -> waiting(holder, stop));
				session.enter(TransactionSettings.PLAIN.or(this.target.settings().locks().lockTimeout(), null));
				try {
					session.begin((holder) -> waiting(holder, stop));
					Adoption now = apply(shown, connection, database, table);
					if (now.isDone()) {
						session.rollback();
					}
					else {
						session.commit((holder) -> waiting(holder, stop));
					}
					return now;
				}
				finally {
					session.rollback();
					session.leave();
				}
			}
		}
	}

	private void waiting(LockHolder holder, Stop stop) throws InterruptedException {
		stop.check();
		this.target.waiting(holder);
	}

	private Adoption apply(Adoption shown, Connection connection, Database database, HistoryTable table)
			throws SQLException {
		Map<String, String> columns = database.columns(connection, table.name());
		History history = (HistoryTable.isOurs(columns)) ? new HistoryTable(database, table.name()).prepare(connection)
				: null;
		Adoption now = new AdoptionPlanner(this.target, connection, database, table).plan(history, shown.upTo());
		if (now.isDone()) {
			return now;
		}
		if (!now.equals(shown)) {
			throw Failures.general("Database '%s': what is to be taken over has changed since it was shown."
				.formatted(this.target.name()), "Start again. Nothing has been changed.", null);
		}
		new TrackingSchema(this.target.settings(), database).prepare(connection);
		for (ForeignTable other : ForeignTables.find(connection, database, table.name(), columns)) {
			other.makeRoom(connection, database);
		}
		new HistoryTable(database, table.name()).takeOver(connection,
				now.records().stream().map(Adoption.Line::record).toList());
		return now;
	}

}
