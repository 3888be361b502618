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
import java.time.Instant;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.Databases;
import io.github.migrations.database.LockHolder;
import io.github.migrations.database.LockLostException;
import io.github.migrations.database.UnsupportedDatabaseException;
import io.github.migrations.history.History;
import io.github.migrations.history.HistoryException;
import io.github.migrations.history.HistoryTable;
import io.github.migrations.script.MigrationSet;
import io.github.migrations.script.ScriptException;
import io.github.migrations.script.ScriptFile;
import io.github.migrations.script.Version;

/**
 * One database, and what every operation on it needs.
 *
 * @param name the name of the database for people
 * @param dataSource gives the one connection that an operation needs
 * @param statusSource gives the connection to look at the status
 * @param scripts where migration files come from
 * @param settings how the database is migrated
 * @param listener is told what happens
 * @param progress what is known about the database
 * @param library what has been read of the files
 * @param longestWait how long to wait for somebody else before anything is begun, or
 * {@code null} for as long as it takes
 */
record Target(String name, DataSource dataSource, DataSource statusSource, ScriptSource scripts, Settings settings,
		MigrationListener listener, Progress progress, Library library, @Nullable Duration longestWait) {

	private static final String LOOK_AT_DATABASE = "Look at what the database says, and start again.";

	Target(String name, DataSource dataSource, DataSource statusSource, ScriptSource scripts, Settings settings,
			MigrationListener listener, Progress progress) {
		this(name, dataSource, statusSource, scripts, settings, listener, progress,
				Library.of(scripts, settings.placeholders()), null);
	}

	/**
	 * Returns the same database for a run of which nobody is told.
	 */
	Target unobserved() {
		return new Target(this.name, this.dataSource, this.statusSource, this.scripts, this.settings,
				MigrationListener.NONE, new Progress());
	}

	/**
	 * Returns the same database for somebody who does not wait for long.
	 */
	Target hurried(Duration longestWait) {
		return new Target(this.name, this.dataSource, this.statusSource, this.scripts, this.settings, this.listener,
				this.progress, this.library, longestWait);
	}

	/**
	 * Returns this database as if it were the only one: each migration is a transaction
	 * by itself.
	 */
	Target alone() {
		return new Target(this.name, this.dataSource, this.statusSource, this.scripts, this.settings, this.listener,
				this.progress, Library.of(this.scripts, this.settings.placeholders()), this.longestWait);
	}

	MigrationSet available(Database database) {
		return available(database, this.library.files(), code());
	}

	MigrationSet available(Database database, List<ScriptFile> files, CodeMigrations code) {
		return this.library.available(database, files, code);
	}

	CodeMigrations code() {
		return this.library.code();
	}

	HistoryTable table(Database database) {
		return new HistoryTable(database, this.settings.table(), new AutoAdopt(this, database));
	}

	/**
	 * What the state of the database is depends on what a run without further wishes
	 * would apply.
	 */
	StatusMaker statusMaker(Connection connection, Database database, Plan plan, Map<Version, String> descriptions)
			throws SQLException {
		return new StatusMaker(connection.getMetaData().getDatabaseProductName(), database.version(connection),
				this.settings.table(),
				new Plan(plan.available(), plan.history(), this.settings.target(), plan.checksums()), descriptions,
				this.progress);
	}

	/**
	 * SQLite may be busy already while a connection is opened or first read.
	 */
	Connection connect(Stop stop) throws SQLException, InterruptedException {
		return whenFree(() -> initialized(this.dataSource.getConnection()), stop);
	}

	/**
	 * Opens a connection to look at the database.
	 */
	Connection connectToLook() throws SQLException {
		return initialized(this.statusSource.getConnection());
	}

	/**
	 * Switches autocommit on, and runs the statements that every connection begins with.
	 */
	Connection initialized(Connection connection) throws SQLException {
		String sql = this.settings.preparation().initSql();
		Connection committing = AutoCommit.on(connection);
		return (sql != null && !sql.isBlank()) ? InitSql.run(committing, sql) : committing;
	}

	History read(Connection connection, HistoryTable table, Stop stop) throws SQLException, InterruptedException {
		if (!connection.getAutoCommit()) {
			connection.setAutoCommit(true);
		}
		boolean mostlyNew = this.library.isShared();
		return whenFree(() -> (mostlyNew) ? table.readMostlyNew(connection) : table.read(connection), stop);
	}

	/**
	 * Tries until SQLite is not busy any more: whoever commits excludes even those who
	 * only read.
	 * @param attempt what to do
	 * @param stop whether the process is asked to end
	 * @return its result
	 * @throws SQLException if the database fails
	 * @throws InterruptedException if the process is asked to end
	 */
	<T> T whenFree(Attempt<T> attempt, Stop stop) throws SQLException, InterruptedException {
		while (true) {
			try {
				T result = attempt.run();
				this.progress.waited();
				return result;
			}
			catch (SQLException ex) {
				if (!Databases.isBusy(ex)) {
					throw ex;
				}
			}
			stop.check();
			waiting(LockHolder.UNKNOWN);
			Thread.sleep(100);
		}
	}

	/**
	 * Somebody else is in the way. Whoever asks for one of many databases does not wait
	 * for ever.
	 * @param holder who it is
	 * @throws AlreadyRunningException if it is not to be waited for any longer
	 */
	void waiting(LockHolder holder) {
		if (this.progress.waiting(holder)) {
			this.listener.waiting(this.name, holder);
		}
		Status.WaitingFor waiting = this.progress.waitingToBegin();
		if (this.longestWait != null && waiting != null
				&& waiting.since().plus(this.longestWait).isBefore(Instant.now())) {
			throw AlreadyRunningException.elsewhere(this.name, waiting);
		}
		Duration patience = this.settings.locks().lockRetry();
		if (this.library.isShared() && this.progress.hasWaitedFor(patience)) {
			throw Failures.general(
					"Database '%s': %s has kept it locked for more than %d seconds.".formatted(this.name, holder,
							patience.toSeconds()),
					"Look what uses it. Nothing has been changed; it is tried again when it is needed. For how long it is "
							+ "waited for is set by %s.".formatted(retryProperty()),
					null);
		}
	}

	/**
	 * Returns what sets for how long a lock is waited for.
	 * @return the name of the property
	 */
	String retryProperty() {
		return (this.library.isShared()) ? "spring.migrations.tenants.lock-retry" : "spring.migrations.lock-retry";
	}

	/**
	 * Does something, and says what went wrong in words for people.
	 * @param attempt what to do
	 * @return its result
	 * @throws MigrationException if it fails
	 */
	<T> T translate(Attempt<T> attempt) {
		try {
			return attempt.run();
		}
		catch (ScriptException ex) {
			throw Failures.script(ex);
		}
		catch (UnsupportedDatabaseException ex) {
			throw Failures.general("Database '%s': %s.".formatted(this.name, ex.getMessage()),
					"Remove the migration files or the starter, or set spring.migrations.enabled=false.", ex);
		}
		catch (LockLostException ex) {
			throw Failures.general("Database '%s': %s.".formatted(this.name, ex.getMessage()),
					"What was applied before remains applied. Start again; it continues after that.", ex);
		}
		catch (HistoryException ex) {
			throw Failures.general("Database '%s': %s".formatted(this.name, ex.getMessage()),
					"Nothing has been changed.", ex);
		}
		catch (SQLException ex) {
			throw Failures.general("Database '%s' cannot be read or written: %s".formatted(this.name, ex.getMessage()),
					LOOK_AT_DATABASE, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw Failures.general(
					"Database '%s': stopped, because the process is asked to end; the migration that was running has "
						.formatted(this.name) + "been rolled back",
					"Start again; it continues with that migration.", ex);
		}
	}

	/**
	 * Something that a database may refuse.
	 */
	interface Attempt<T> {

		T run() throws SQLException, InterruptedException;

	}

}
