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
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.Databases;
import io.github.migrations.history.History;
import io.github.migrations.history.HistoryTable;
import io.github.migrations.script.MigrationSet;
import io.github.migrations.script.ScriptFile;
import io.github.migrations.script.Version;

/**
 * Applies what is pending.
 *
 * @param target the database
 * @param stop whether the process is asked to end
 */
record Migrate(Target target, Stop stop) {

	Status migrate(@Nullable Version to) throws SQLException, InterruptedException {
		return migrate(to, this.target.library().files(), this.target.code());
	}

	/**
	 * Applies what is pending, unless there is nothing at all: a database without
	 * migrations may be one that cannot be migrated, so that it is not even opened.
	 * @return what the database is like afterwards, or nothing without migrations
	 */
	Optional<Status> migrateIfAny() throws SQLException, InterruptedException {
		List<ScriptFile> files = this.target.library().files();
		CodeMigrations code = this.target.code();
		return (files.isEmpty() && code.all().isEmpty()) ? Optional.empty() : Optional.of(migrate(null, files, code));
	}

	private Status migrate(@Nullable Version to, List<ScriptFile> files, CodeMigrations code)
			throws SQLException, InterruptedException {
		begin();
		try (Connection connection = this.target.connect(this.stop)) {
			return migrate(connection, to, files, code);
		}
	}

	/**
	 * Applies what is pending on a connection that is open already, and stays open.
	 */
	Status migrateOn(Connection connection) throws SQLException, InterruptedException {
		begin();
		return migrate(connection, null, this.target.library().files(), this.target.code());
	}

	private Status migrate(Connection connection, @Nullable Version to, List<ScriptFile> files, CodeMigrations code)
			throws SQLException, InterruptedException {
		long start = System.nanoTime();
		Settings settings = this.target.settings();
		Database database = Databases.of(connection);
		MigrationSet available = this.target.available(database, files, code);
		History history = this.target.read(connection, this.target.table(database), this.stop);
		Plan plan = new Plan(available, history, (to != null) ? to : settings.target(),
				this.target.library().checksums());
		checkVersion(plan, to);
		List<String> warnings = Mismatches.check(this.target.name(), plan, settings.policies());
		List<PlannedMigration> pending = this.target.library().plan(plan, code, database);
		new LeftHalfDone(this.target).check(plan, !pending.isEmpty());
		StatusMaker statuses = this.target.statusMaker(connection, database, plan,
				Planner.descriptions(pending, plan, database, settings.placeholders()));
		statuses.publish(history);
		available.warnings().forEach(this::warn);
		warnings.forEach(this::warn);
		int applied = (pending.isEmpty()) ? 0 : run(connection, database, plan, statuses, pending);
		Status status = this.target.progress().finished();
		this.target.listener()
			.finished(this.target.name(), status, applied, Duration.ofNanos(System.nanoTime() - start));
		return status;
	}

	private void begin() {
		this.target.listener().beginning(this.target.name(), this.target.progress()::status);
	}

	private int run(Connection connection, Database database, Plan plan, StatusMaker statuses,
			List<PlannedMigration> pending) throws SQLException, InterruptedException {
		HistoryTable table = this.target.table(database).resolve(connection);
		return new Run(this.target, database, this.stop, new Recorder(this.target, database, table, plan, statuses))
			.run(connection, pending);
	}

	static void checkVersion(Plan plan, @Nullable Version to) {
		Version last = plan.to();
		if (last != null && !plan.knows(last)) {
			String action = "Name one of the versions that the status lists. Nothing has been changed.";
			if (to == null) {
				throw Failures
					.general("There is no migration with the version %s, which spring.migrations.target names."
						.formatted(last), action, null);
			}
			throw new InvalidRequestException("There is no migration with the version %s.".formatted(last), action);
		}
	}

	private void warn(String warning) {
		this.target.listener().warning(this.target.name(), warning);
	}

}
