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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.Databases;
import io.github.migrations.history.HistoryTable;
import io.github.migrations.script.ScriptException;

/**
 * One plan for many databases of the same shape: its files are found, read and hashed
 * once, and nothing of a database is kept. Safe to be used by several threads.
 */
public final class SharedPlan {

	private static final int MAX_DIGESTS = 16;

	private final ScriptSource scripts;

	private final Settings settings;

	private final MigrationListener listener;

	private final Library library;

	/**
	 * What the tables of databases say in which nothing is to be done: mostly the same,
	 * but some may have begun with a baseline, or had a file repaired.
	 */
	private final Map<String, Outcome> done = new ConcurrentHashMap<>();

	private volatile @Nullable String fingerprint;

	/**
	 * Creates a plan. Nothing is read before it is used.
	 * @param scripts where migration files come from; they are looked for once
	 * @param settings how each database is migrated
	 * @param listener is told what happens, with the name of the database
	 */
	public SharedPlan(ScriptSource scripts, Settings settings, MigrationListener listener) {
		this.scripts = scripts;
		this.settings = settings;
		this.listener = listener;
		this.library = Library.shared(scripts, settings.placeholders());
	}

	/**
	 * Makes a migrator for one of the databases.
	 * @param name the name of the database for people
	 * @param dataSource gives the one connection that a run needs
	 * @param statusSource gives the connection to look at the status
	 * @return a migrator, which need not be kept
	 */
	public Migrator migrator(String name, DataSource dataSource, DataSource statusSource) {
		return new Migrator(target(name, dataSource, statusSource));
	}

	private Target target(String name, DataSource dataSource, DataSource statusSource) {
		return new Target(name, dataSource, statusSource, this.scripts, this.settings, this.listener, new Progress(),
				this.library, null);
	}

	/**
	 * Migrates one of the databases to its end. Where there is nothing to do, that costs
	 * one statement. Pending migrations are committed together where the database has one
	 * writer at a time; those that cannot run in a transaction by themselves.
	 * @param name the name of the database for people
	 * @param dataSource gives connections to it, one at a time
	 * @return what the database is like afterwards
	 * @throws MigrationException if anything is wrong with the files or the database;
	 * what was committed before that remains applied
	 * @throws SQLException if no connection can be opened
	 */
	public Outcome migrate(String name, DataSource dataSource) throws SQLException {
		Target target = target(name, dataSource, dataSource);
		try (Connection connection = open(target, dataSource)) {
			String digest = digest(connection);
			Outcome known = (digest != null) ? this.done.get(digest) : null;
			return (known != null) ? known : remember(target, connection, digest == null,
					Outcome.of(new Migrator(target).migrateOn(connection)));
		}
	}

	/**
	 * A file may be busy while the settings of a connection are read from it.
	 */
	private static Connection open(Target target, DataSource dataSource) throws SQLException {
		try {
			return target.initialized(dataSource.getConnection());
		}
		catch (SQLException ex) {
			if (!Databases.isBusy(ex)) {
				throw ex;
			}
		}
		try (Stop stop = Stop.watch()) {
			return target.translate(() -> target.connect(stop));
		}
	}

	/**
	 * Tells whether nothing is to be done in a database, by one statement.
	 * @param connection a connection to the database
	 * @return {@code true} if its tables say the same as those of one that this plan has
	 * migrated to its end; {@code false} if that is not known
	 */
	public boolean isDone(Connection connection) {
		return find(connection) != null;
	}

	private @Nullable Outcome find(Connection connection) {
		String digest = (this.done.isEmpty()) ? null : digest(connection);
		return (digest != null) ? this.done.get(digest) : null;
	}

	/**
	 * New databases are all alike. What is kept must hold for the very rows that were
	 * read: another process may have gone on, or back, since the run has ended.
	 */
	private Outcome remember(Target target, Connection connection, boolean isNew, Outcome outcome) {
		String digest = (this.done.isEmpty() || (!isNew && this.done.size() < MAX_DIGESTS)) ? digest(connection) : null;
		if (digest != null && !this.done.containsKey(digest) && outcome.equals(look(target, connection))
				&& digest.equals(digest(connection))) {
			this.done.put(digest, outcome);
		}
		return outcome;
	}

	private static @Nullable Outcome look(Target target, Connection connection) {
		try {
			return Outcome.of(new Migrator(target).statusOn(connection));
		}
		catch (MigrationException ex) {
			// the run has ended well all the same
			return null;
		}
	}

	/**
	 * Says what the plan makes of an empty database.
	 * @return a digest of the files, the placeholders and the name of the tracking table,
	 * in hexadecimal digits
	 * @throws MigrationException if the files cannot be read
	 */
	public String fingerprint() {
		String fingerprint = this.fingerprint;
		if (fingerprint == null) {
			try {
				fingerprint = Fingerprint.of(this.library.files(), this.settings);
				this.fingerprint = fingerprint;
			}
			catch (ScriptException ex) {
				throw Failures.script(ex);
			}
		}
		return fingerprint;
	}

	private @Nullable String digest(Connection connection) {
		try {
			Database database = Databases.of(connection);
			return new HistoryTable(database, this.settings.table()).digest(connection);
		}
		catch (SQLException ex) {
			// whoever migrates it finds out why, and waits if it is only busy
			return null;
		}
	}

	/**
	 * What a database is like after it was migrated.
	 *
	 * @param version the highest applied version, or {@code null}
	 * @param state the state of its schema
	 */
	public record Outcome(@Nullable String version, State state) {

		private static Outcome of(Status status) {
			return new Outcome(status.version(), status.state());
		}

	}

}
