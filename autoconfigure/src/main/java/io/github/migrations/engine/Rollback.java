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

import io.github.migrations.database.Database;
import io.github.migrations.database.Databases;
import io.github.migrations.database.LockLostException;
import io.github.migrations.history.AppliedMigration;
import io.github.migrations.history.HalfDone;
import io.github.migrations.history.History;
import io.github.migrations.history.HistoryChanges;
import io.github.migrations.history.HistoryTable;
import io.github.migrations.script.MigrationSet;
import io.github.migrations.script.Version;

/**
 * Takes migrations back, newest first.
 *
 * @param target the database
 * @param stop whether the process is asked to end
 */
record Rollback(Target target, Stop stop) {

	Status rollback(RollbackRequest request) throws SQLException {
		try (Connection connection = this.target.connect(this.stop)) {
			return rollback(connection, request);
		}
		catch (LockLostException ex) {
			throw Failures.general("Database '%s': %s.".formatted(this.target.name(), ex.getMessage()),
					"What was undone before remains undone. Look at the status, and roll back again.", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw Failures.general(
					"Database '%s': stopped, because the process is asked to end; the migration that was being undone "
						.formatted(this.target.name()) + "is applied as before",
					"Look at the status, and roll back again.", ex);
		}
	}

	private Status rollback(Connection connection, RollbackRequest request) throws SQLException, InterruptedException {
		Database database = Databases.of(connection);
		CodeMigrations code = this.target.code();
		MigrationSet available = this.target.available(database, this.target.scripts().find(), code);
		HistoryTable table = this.target.whenFree(() -> this.target.table(database).resolve(connection), this.stop);
		HistoryChanges changes = new HistoryChanges(database, table.name());
		// before the history, so that there is one for whatever is still applied then
		Map<Version, String> stored = (request.fromFiles()) ? Map.of()
				: this.target.whenFree(() -> changes.undoScripts(connection), this.stop);
		History history = this.target.read(connection, this.target.table(database), this.stop);
		Plan plan = new Plan(available, history);
		StatusMaker statuses = this.target.statusMaker(connection, database, plan,
				Planner.descriptions(plan, database, this.target.settings().placeholders()));
		statuses.publish(history);
		List<AppliedMigration> chosen = request.choose(history);
		if (!chosen.isEmpty()) {
			checkHalfDone(history, chosen.get(chosen.size() - 1).version());
			List<PlannedMigration> undos = new UndoPlanner(this.target, database, available, code, stored,
					table.name().details())
				.plan(chosen);
			new Run(this.target, database, this.stop,
					new Undoing(this.target, database, table, changes, plan, statuses))
				.run(connection, undos);
		}
		return this.target.progress().finished();
	}

	/**
	 * What is half done may use whatever comes before it.
	 */
	private void checkHalfDone(History history, Version lowest) {
		for (Version version : history.halfDone()) {
			HalfDone halfDone = history.halfDone(version);
			if (halfDone != null && !version.isRepeatable() && history.find(version) == null
					&& version.compareTo(lowest) > 0) {
				throw Failures.general(
						"Database '%s' cannot be rolled back, because migration %s is half done: %d of its statements are "
							.formatted(this.target.name(), version, halfDone.statements()) + "done and stay so.",
						"Let it come to its end first (migrations:migrate), or take back by hand what it has done and "
								+ "clear the record (migrations:repair). Nothing has been changed.",
						null);
			}
		}
	}

}
