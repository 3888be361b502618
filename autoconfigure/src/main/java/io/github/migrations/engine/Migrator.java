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
import java.util.function.Consumer;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.Databases;
import io.github.migrations.history.History;
import io.github.migrations.history.HistoryTable;
import io.github.migrations.history.NotTakenOverException;
import io.github.migrations.script.Version;

/**
 * Migrates one database, and says what it is like. Safe to be used by several threads and
 * processes at once: each migration is applied exactly once.
 */
public final class Migrator {

	private final Target target;

	/** How long to wait for another process if it is not to be waited for. */
	private static final Duration MOMENT = Duration.ofSeconds(5);

	private final Turn turn;

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
		this(target, new Turn());
	}

	private Migrator(Target target, Turn turn) {
		this.target = target;
		this.turn = turn;
	}

	/**
	 * Returns this migrator for somebody who does not wait: whatever changes the database
	 * is refused by an {@link AlreadyRunningException} while anything else runs in this
	 * process, or after a moment where another process migrates.
	 * @return a migrator of the same database, whose operations and those of this one
	 * exclude each other
	 */
	public Migrator withoutWaiting() {
		return new Migrator(this.target.hurried(MOMENT), this.turn);
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
		return run("migrate", (stop) -> new Migrate(this.target, stop).migrate(to));
	}

	/**
	 * Applies everything that is pending, on a connection that is open already.
	 */
	Status migrateOn(Connection connection) {
		return run("migrate", (stop) -> new Migrate(this.target, stop).migrateOn(connection));
	}

	/**
	 * Applies everything that is pending, where there are migrations. A database without
	 * any is not opened.
	 * @return what the database is like afterwards, or nothing if there is no migration
	 * @throws MigrationException if anything is wrong with the files or the database;
	 * what was applied before that remains applied
	 */
	public Optional<Status> migrateIfAny() {
		return run("migrate", (stop) -> new Migrate(this.target, stop).migrateIfAny());
	}

	/**
	 * Executes what is pending for real and throws it away: in a transaction that is
	 * rolled back, or on a copy of the database. Only what sequences have given out is
	 * not taken back.
	 * @param request what is to be tried, and for how long
	 * @return what the migrations would do, also if one of them would fail
	 * @throws MigrationException if anything is wrong with the files, the database or the
	 * request, or somebody else migrates; nothing has been changed
	 */
	public DryRunReport dryRun(DryRunRequest request) {
		return runAside("dry-run", Progress::beginTrial, (stop) -> new DryRun(this.target, stop, request).run());
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
		return runAside("rollback", Progress::beginAside,
				(stop) -> new Rollback(this.target.alone(), stop).rollback(request));
	}

	/**
	 * Makes the records fit the files: accepts changed files, stores their undo scripts
	 * anew, and clears the record of runs that are half done. The schema is not touched.
	 * @return what has been repaired, a sentence each; empty if nothing had to be
	 * @throws MigrationException if the files or the database cannot be read or written;
	 * nothing has been changed then
	 */
	public List<String> repair() {
		return runAside("repair", Progress::beginAside, (stop) -> new Repair(this.target, stop).repair());
	}

	/**
	 * Writes down that a migration is applied, without running it.
	 * @param version its version
	 * @return what has been written down, a sentence each
	 * @throws MigrationException if it is applied already, or there is no such migration
	 */
	public List<String> recordApplied(Version version) {
		return runAside("repair", Progress::beginAside, (stop) -> new Repair(this.target, stop).recordApplied(version));
	}

	/**
	 * Does something by order of a person, whom a failure is told: it says nothing about
	 * whether the application can work with the database.
	 */
	private <T> T runAside(String what, Consumer<Progress> begin, Operation<T> operation) {
		Progress progress = this.target.progress();
		this.turn.take(this.target, what);
		try (Stop stop = Stop.watch()) {
			begin.accept(progress);
			return this.target.translate(() -> operation.run(stop));
		}
		finally {
			progress.end();
			this.turn.end();
		}
	}

	/**
	 * Does something that changes the database, one at a time.
	 */
	private <T> T run(String what, Operation<T> operation) {
		Progress progress = this.target.progress();
		this.turn.take(this.target, what);
		long start = System.nanoTime();
		try (Stop stop = Stop.watch()) {
			progress.begin();
			return this.target.translate(() -> operation.run(stop));
		}
		catch (AlreadyRunningException | InvalidRequestException ex) {
			progress.notBegun();
			throw ex;
		}
		catch (MigrationException ex) {
			progress.failed(ex.getFailure());
			progress.end();
			this.target.listener().failed(this.target.name(), ex, Duration.ofNanos(System.nanoTime() - start));
			throw ex;
		}
		finally {
			progress.end();
			this.turn.end();
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

	/**
	 * Says what the database is like by a connection that is open already.
	 */
	Status statusOn(Connection connection) {
		return this.target.translate(() -> look(connection));
	}

	private Status look() throws SQLException {
		try (Connection connection = this.target.connectToLook()) {
			return look(connection);
		}
	}

	private Status look(Connection connection) throws SQLException {
		int turns = this.target.progress().turns();
		Database database = Databases.of(connection);
		HistoryTable table = this.target.table(database);
		try {
			History history = table.read(connection);
			return maker(connection, database, history).publish(history, turns);
		}
		catch (NotTakenOverException ex) {
			History history = ex.getHistory();
			return maker(connection, database, history).failed(history,
					new Status.Failure(null, null, 0, String.valueOf(ex.getMessage())));
		}
	}

	private StatusMaker maker(Connection connection, Database database, History history) throws SQLException {
		Settings settings = this.target.settings();
		Plan plan = new Plan(this.target.available(database), history, settings.target(),
				this.target.library().checksums());
		return this.target.statusMaker(connection, database, plan,
				Planner.descriptions(plan, database, settings.placeholders()));
	}

	/**
	 * Says what would be recorded if the database was taken over from another tool, or
	 * from nobody. Nothing is created or changed.
	 * @param upTo the version up to which everything has been applied, or {@code null} to
	 * read it from the other tool's table
	 * @return what would be recorded
	 * @throws MigrationException if there is no such version, or the other tool's table
	 * does not tell what has been applied
	 */
	public Adoption adoption(@Nullable Version upTo) {
		try (Stop stop = Stop.watch()) {
			return this.target.translate(() -> new Adopt(this.target).plan(upTo, stop));
		}
		finally {
			this.target.progress().waited();
		}
	}

	/**
	 * Builds a database from the files that would be recorded as applied, compares its
	 * schema with this one, and throws it away.
	 * @param adoption what would be recorded
	 * @return the differences
	 * @throws MigrationException if the files cannot be applied to an empty database, or
	 * none can be made
	 */
	public Adoption.Comparison verify(Adoption adoption) {
		try (Stop stop = Stop.watch()) {
			return this.target.translate(() -> new Verification(this.target, stop).compare(adoption));
		}
	}

	/**
	 * Takes the database over.
	 * @param adoption what is to be recorded, as {@link #adoption} has returned it
	 * @return what has been recorded, which is nothing if another process was faster
	 * @throws MigrationException if the database has changed since, or cannot be written;
	 * nothing is recorded then
	 */
	public Adoption adopt(Adoption adoption) {
		return run("adopt", (stop) -> new Adopt(this.target).apply(adoption, stop));
	}

	/**
	 * Finds out what can be known about files and history without creating or changing
	 * anything, and without waiting for a migration that runs.
	 * @param after the last version whose file need not be safe or have an undo script,
	 * or {@code null} to look at all that is pending
	 * @return what is wrong; a database that cannot be read is an error among others
	 */
	public Validation validate(@Nullable Version after) {
		try {
			return this.target.translate(() -> new Validate(this.target, after).validate());
		}
		catch (MigrationException ex) {
			return Validation.failed(name(), ex);
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
	 * Says why the last run failed, also while it is tried again.
	 * @return the failure, or {@code null} if the last run that has ended did not fail
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
	 * Tells whether there is anything that could ever be applied.
	 * @return whether there is a file or a migration that is written in code
	 * @throws io.github.migrations.script.ScriptException if a location cannot be
	 * searched
	 */
	public boolean hasMigrations() {
		return !scripts().find().isEmpty() || !scripts().codeMigrations().isEmpty();
	}

	/**
	 * Something that changes the database.
	 */
	private interface Operation<T> {

		T run(Stop stop) throws SQLException, InterruptedException;

	}

}
