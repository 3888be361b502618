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
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.Databases;
import io.github.migrations.script.Version;

/**
 * Migrates one database, and says what it is like. Safe to be used by several threads and
 * processes at once: each migration is applied exactly once.
 */
public final class Migrator {

	private final Target target;

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
		this(new Target(name, dataSource, statusSource, scripts, settings, listener, new Progress()));
	}

	Migrator(Target target) {
		this.target = target;
	}

	/**
	 * Returns the name.
	 * @return the name of the database for people
	 */
	public String name() {
		return this.target.name();
	}

	/**
	 * Applies everything that is pending, waiting as long as another process migrates.
	 * @param to the last version to apply, or {@code null} for all
	 * @return what the database is like afterwards
	 * @throws MigrationException if anything is wrong with the files, the database or the
	 * request; what was applied before that remains applied
	 */
	public Status migrate(@Nullable Version to) {
		return run((stop) -> new Migrate(this.target, stop).migrate(to));
	}

	/**
	 * Applies everything that is pending, on a connection that is open already.
	 */
	Status migrateOn(Connection connection) {
		return run((stop) -> new Migrate(this.target, stop).migrateOn(connection));
	}

	/**
	 * Applies everything that is pending, where there are migrations. A database without
	 * any is not opened.
	 * @return what the database is like afterwards, or nothing if there is no migration
	 * @throws MigrationException if anything is wrong with the files or the database;
	 * what was applied before that remains applied
	 */
	public Optional<Status> migrateIfAny() {
		return run((stop) -> new Migrate(this.target, stop).migrateIfAny());
	}

	/**
	 * Takes migrations back, newest first, waiting as long as another process migrates.
	 * Each one is one transaction of its undo script and its record, unless the script
	 * cannot run in one. Nothing is undone if one of the scripts is missing or wrong.
	 * @param request which ones
	 * @return what the database is like afterwards
	 * @throws MigrationException if the request cannot be fulfilled or an undo script
	 * fails; what was undone before that remains undone
	 */
	public Status rollback(RollbackRequest request) {
		return runAside((stop) -> new Rollback(this.target.alone(), stop).rollback(request));
	}

	/**
	 * Makes the records fit the files: accepts changed files, stores their undo scripts
	 * anew, and clears the record of runs that are half done. The schema is not touched.
	 * @return what has been repaired, a sentence each; empty if nothing had to be
	 * @throws MigrationException if the files or the database cannot be read or written;
	 * nothing has been changed then
	 */
	public List<String> repair() {
		return runAside((stop) -> new Repair(this.target, stop).repair());
	}

	/**
	 * Writes down that a migration is applied, without running it.
	 * @param version its version
	 * @return what has been written down, a sentence each
	 * @throws MigrationException if it is applied already, or there is no such migration
	 */
	public List<String> recordApplied(Version version) {
		return runAside((stop) -> new Repair(this.target, stop).recordApplied(version));
	}

	/**
	 * Does something by order of a person, whom a failure is told: it says nothing about
	 * whether the application can work with the database.
	 */
	private <T> T runAside(Operation<T> operation) {
		Progress progress = this.target.progress();
		this.running.lock();
		try (Stop stop = Stop.watch()) {
			progress.beginAside();
			return this.target.translate(() -> operation.run(stop));
		}
		finally {
			progress.end();
			this.running.unlock();
		}
	}

	/**
	 * Does something that changes the database, one at a time.
	 */
	private <T> T run(Operation<T> operation) {
		Progress progress = this.target.progress();
		this.running.lock();
		try (Stop stop = Stop.watch()) {
			progress.begin();
			return this.target.translate(() -> operation.run(stop));
		}
		catch (MigrationException ex) {
			progress.failed(ex.getFailure());
			throw ex;
		}
		finally {
			progress.end();
			this.running.unlock();
		}
	}

	/**
	 * Says what the database is like: from memory while a run is under way, otherwise by
	 * one statement to the database. Nothing is created or changed.
	 * @return the status
	 * @throws MigrationException if the files or the database cannot be read
	 */
	public Status status() {
		Status known = this.target.progress().status();
		if (known != null && this.target.progress().isActive()) {
			return known;
		}
		return this.target.translate(this::look);
	}

	private Status look() throws SQLException, InterruptedException {
		Settings settings = this.target.settings();
		try (Connection connection = this.target.connectToLook()) {
			Database database = Databases.of(connection);
			Plan plan = new Plan(this.target.available(database), this.target.table(database).read(connection),
					settings.target(), this.target.library().checksums());
			return this.target
				.statusMaker(connection, database, plan, Planner.descriptions(plan, database, settings.placeholders()))
				.publish(plan.history());
		}
	}

	/**
	 * Says what is known without asking the database.
	 * @return the newest status, or {@code null} if the database has not been looked at
	 */
	public @Nullable Status known() {
		return this.target.progress().status();
	}

	/**
	 * Says why the last run failed.
	 * @return the failure, or {@code null} if the last run did not fail
	 */
	public Status.@Nullable Failure failure() {
		return this.target.progress().failure();
	}

	/**
	 * Returns where the files come from.
	 * @return the source of the files
	 */
	public ScriptSource scripts() {
		return this.target.scripts();
	}

	/**
	 * Something that changes the database.
	 */
	private interface Operation<T> {

		T run(Stop stop) throws SQLException, InterruptedException;

	}

}
