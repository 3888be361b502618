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

import io.github.migrations.database.Database;
import io.github.migrations.database.Databases;
import io.github.migrations.database.LockHolder;
import io.github.migrations.database.Session;
import io.github.migrations.history.History;
import io.github.migrations.history.HistoryChanges;
import io.github.migrations.history.HistoryTable;
import io.github.migrations.script.MigrationSet;
import io.github.migrations.script.Version;

/**
 * Changes what is recorded, and nothing else, by order of a person.
 *
 * @param target the database
 * @param stop whether the process is asked to end
 */
record Repair(Target target, Stop stop) {

	List<String> repair() throws SQLException, InterruptedException {
		return run(new RecordRepairs(this.target)::find);
	}

	List<String> recordApplied(Version version) throws SQLException, InterruptedException {
		return run(new RecordByHand(this.target, version)::find);
	}

	/**
	 * Looks first, so that nothing is created where nothing is to be repaired, and once
	 * more when nobody else can change anything.
	 */
	private List<String> run(Finder finder) throws SQLException, InterruptedException {
		try (Connection connection = this.target.connect(this.stop)) {
			Database database = Databases.of(connection);
			MigrationSet available = this.target.available(database);
			History history = this.target.read(connection, this.target.table(database), this.stop);
			HistoryTable table = this.target.table(database).resolve(connection);
			Records records = new Records(database, new Plan(available, history), table,
					new HistoryChanges(database, table.name()));
			if (finder.find(records, connection).isEmpty()) {
				return List.of();
			}
			try (Session session = database.open(connection, table.name())) {
				session.lock(this::waiting);
				return run(session, finder, records);
			}
		}
	}

	private void waiting(LockHolder holder) throws InterruptedException {
		this.stop.check();
		this.target.waiting(holder);
	}

	private List<String> run(Session session, Finder finder, Records records)
			throws SQLException, InterruptedException {
		session.begin(this::waiting);
		try {
			this.target.progress().waited();
			Connection connection = session.connection();
			List<Fix> fixes = finder.find(records.at(records.table().prepare(connection)), connection);
			for (Fix fix : fixes) {
				fix.step().run(connection);
			}
			session.commit(this::waiting);
			return fixes.stream().map(Fix::text).toList();
		}
		catch (SQLException | RuntimeException | InterruptedException ex) {
			session.rollback();
			throw ex;
		}
	}

	/**
	 * Finds what is to be changed.
	 */
	interface Finder {

		List<Fix> find(Records records, Connection connection) throws SQLException;

	}

	/**
	 * What there is, and the means to change it.
	 *
	 * @param database the kind of the database
	 * @param plan the migrations of this build and what is recorded
	 * @param table the tracking tables
	 * @param changes changes them
	 */
	record Records(Database database, Plan plan, HistoryTable table, HistoryChanges changes) {

		private Records at(History now) {
			return new Records(this.database, this.plan.at(now), this.table, this.changes);
		}

	}

	/**
	 * One thing to change.
	 *
	 * @param text what it is, for people
	 * @param step changes it
	 */
	record Fix(String text, Step step) {
	}

	/**
	 * Changes something inside a transaction.
	 */
	interface Step {

		void run(Connection connection) throws SQLException;

	}

}
