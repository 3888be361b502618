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
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

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
import io.github.migrations.script.Version;

/**
 * Migrates one database, and says what it is like. Safe to be used by several threads and
 * processes at once: each migration is applied exactly once.
 */
public final class Migrator {

	private static final String LOOK_AT_DATABASE = "Look at what the database says, and start again.";

	private final String name;

	private final DataSource dataSource;

	private final DataSource statusSource;

	private final ScriptSource scripts;

	private final Settings settings;

	private final MigrationListener listener;

	private final Progress progress = new Progress();

	private final ReentrantLock running = new ReentrantLock();

	/**
	 * Creates a migrator. Nothing is opened or read before it is used.
	 * @param name the name of the database for people, such as the bean's
	 * @param dataSource gives the one connection that a run needs
	 * @param statusSource gives the connection to look at the status, which may lead to
	 * an empty database in place of one that does not exist yet
	 * @param scripts where migration files come from
	 * @param settings how the database is migrated
	 * @param listener is told what happens
	 */
	public Migrator(String name, DataSource dataSource, DataSource statusSource, ScriptSource scripts,
			Settings settings, MigrationListener listener) {
		this.name = name;
		this.dataSource = dataSource;
		this.statusSource = statusSource;
		this.scripts = scripts;
		this.settings = settings;
		this.listener = listener;
	}

	/**
	 * Returns the name.
	 * @return the name of the database for people
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Applies everything that is pending, waiting as long as another process migrates.
	 * @param to the last version to apply, or {@code null} for all
	 * @return what the database is like afterwards
	 * @throws MigrationException if anything is wrong with the files, the database or the
	 * request; what was applied before that remains applied
	 */
	public Status migrate(@Nullable Version to) {
		this.running.lock();
		try (Stop stop = Stop.watch()) {
			this.progress.begin();
			return translate(() -> migrate(to, stop));
		}
		catch (MigrationException ex) {
			this.progress.failed(ex.getFailure());
			throw ex;
		}
		finally {
			this.progress.end();
			this.running.unlock();
		}
	}

	private Status migrate(@Nullable Version to, Stop stop) throws SQLException, InterruptedException {
		long start = System.nanoTime();
		try (Connection connection = connect(stop)) {
			Database database = Databases.of(connection);
			MigrationSet available = available(database);
			History history = read(connection, new HistoryTable(database, this.settings.table()), stop);
			Plan plan = new Plan(available, history);
			plan.checkUnchanged();
			List<PlannedMigration> pending = Planner.plan(plan, to, database, this.settings.placeholders());
			StatusMaker statuses = statusMaker(connection, database, available, Planner.descriptions(pending));
			statuses.publish(history);
			plan.warnings().forEach((warning) -> this.listener.warning(this.name, warning));
			int applied = 0;
			if (!pending.isEmpty()) {
				HistoryTable resolved = new HistoryTable(database, this.settings.table()).resolve(connection);
				applied = new Run(this.name, database, resolved, this.listener, this.progress, stop, statuses,
						this.settings.placeholders())
					.apply(connection, pending);
			}
			this.progress.end();
			Status status = this.progress.status();
			if (status == null) {
				throw new IllegalStateException("The status has been published");
			}
			this.listener.finished(this.name, status, applied, Duration.ofNanos(System.nanoTime() - start));
			return status;
		}
	}

	/**
	 * Says what the database is like: from memory while a run is under way, otherwise by
	 * one statement to the database. Nothing is created or changed.
	 * @return the status
	 * @throws MigrationException if the files or the database cannot be read
	 */
	public Status status() {
		Status known = this.progress.status();
		if (known != null && this.progress.isActive()) {
			return known;
		}
		return translate(this::look);
	}

	private Status look() throws SQLException, InterruptedException {
		try (Connection connection = this.statusSource.getConnection()) {
			Database database = Databases.of(connection);
			MigrationSet available = available(database);
			History history = new HistoryTable(database, this.settings.table()).read(connection);
			StatusMaker statuses = statusMaker(connection, database, available,
					Planner.descriptions(new Plan(available, history), database, this.settings.placeholders()));
			statuses.publish(history);
			Status status = this.progress.status();
			if (status == null) {
				throw new IllegalStateException("The status has been published");
			}
			return status;
		}
	}

	/**
	 * Says what is known without asking the database.
	 * @return the newest status, or {@code null} if the database has not been looked at
	 */
	public @Nullable Status known() {
		return this.progress.status();
	}

	/**
	 * Says why the last run failed.
	 * @return the failure, or {@code null} if the last run did not fail
	 */
	public Status.@Nullable Failure failure() {
		return this.progress.failure();
	}

	/**
	 * Returns where the files come from.
	 * @return the source of the files
	 */
	public ScriptSource scripts() {
		return this.scripts;
	}

	private MigrationSet available(Database database) {
		return MigrationSet.of(this.scripts.find(), database.id(), Databases.ids());
	}

	private StatusMaker statusMaker(Connection connection, Database database, MigrationSet available,
			Map<Version, String> descriptions) throws SQLException {
		return new StatusMaker(connection.getMetaData().getDatabaseProductName(), database.version(connection),
				this.settings.table(), available, descriptions, this.progress);
	}

	/**
	 * SQLite may be busy already while a connection is opened or first read.
	 */
	private Connection connect(Stop stop) throws SQLException, InterruptedException {
		return patiently(this.dataSource::getConnection, stop);
	}

	private History read(Connection connection, HistoryTable table, Stop stop)
			throws SQLException, InterruptedException {
		if (!connection.getAutoCommit()) {
			connection.setAutoCommit(true);
		}
		return patiently(() -> table.read(connection), stop);
	}

	private <T> T patiently(Attempt<T> attempt, Stop stop) throws SQLException, InterruptedException {
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
			if (this.progress.waiting(LockHolder.UNKNOWN)) {
				this.listener.waiting(this.name, LockHolder.UNKNOWN);
			}
			Thread.sleep(100);
		}
	}

	private Status translate(Attempt<Status> attempt) {
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
	private interface Attempt<T> {

		T run() throws SQLException, InterruptedException;

	}

}
