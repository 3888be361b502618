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
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.Databases;
import io.github.migrations.history.History;
import io.github.migrations.history.HistoryTable;
import io.github.migrations.script.MigrationSet;
import io.github.migrations.script.Version;

/**
 * Applies what is pending.
 *
 * @param target the database
 * @param stop whether the process is asked to end
 */
record Migrate(Target target, Stop stop) {

	Status migrate(@Nullable Version to) throws SQLException, InterruptedException {
		long start = System.nanoTime();
		try (Connection connection = this.target.connect(this.stop)) {
			Database database = Databases.of(connection);
			MigrationSet available = this.target.available(database);
			History history = this.target.read(connection, this.target.table(database), this.stop);
			Plan plan = new Plan(available, history);
			plan.checkUnchanged();
			List<PlannedMigration> pending = Planner.plan(plan, to, database, this.target.settings().placeholders());
			new HalfUndone(this.target).check(history, !pending.isEmpty());
			StatusMaker statuses = this.target.statusMaker(connection, database, available,
					Planner.descriptions(pending));
			statuses.publish(history);
			plan.warnings().forEach((warning) -> this.target.listener().warning(this.target.name(), warning));
			int applied = (pending.isEmpty()) ? 0 : run(connection, database, statuses, pending);
			Status status = this.target.progress().finished();
			this.target.listener()
				.finished(this.target.name(), status, applied, Duration.ofNanos(System.nanoTime() - start));
			return status;
		}
	}

	private int run(Connection connection, Database database, StatusMaker statuses, List<PlannedMigration> pending)
			throws SQLException, InterruptedException {
		HistoryTable table = this.target.table(database).resolve(connection);
		return new Run(this.target, database, table, this.stop, statuses, new Applying(this.target, table))
			.run(connection, pending);
	}

}
