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

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.LockHolder;
import io.github.migrations.database.LockLostException;
import io.github.migrations.database.Session;
import io.github.migrations.database.UnsafeScriptException;
import io.github.migrations.history.History;
import io.github.migrations.history.HistoryTable;
import io.github.migrations.history.NewRecord;
import io.github.migrations.script.ScriptFile;

/**
 * One run over the pending migrations of one database.
 */
final class Run {

	private final String name;

	private final Database database;

	private final HistoryTable table;

	private final MigrationListener listener;

	private final Progress progress;

	private final Stop stop;

	private final StatusMaker statuses;

	private int applied;

	Run(String name, Database database, HistoryTable table, MigrationListener listener, Progress progress, Stop stop,
			StatusMaker statuses) {
		this.name = name;
		this.database = database;
		this.table = table;
		this.listener = listener;
		this.progress = progress;
		this.stop = stop;
		this.statuses = statuses;
	}

	/**
	 * Applies migrations.
	 * @param connection the connection, the only one that is needed
	 * @param migrations what to apply, in this order
	 * @return how many were applied here, and not by somebody else
	 * @throws SQLException if the database fails outside the scripts
	 * @throws InterruptedException if the run is to be stopped
	 * @throws MigrationException if a migration fails
	 */
	int apply(Connection connection, List<PlannedMigration> migrations) throws SQLException, InterruptedException {
		try (Session session = this.database.open(connection, this.table.name())) {
			session.lock(this::waiting);
			this.progress.waited();
			for (PlannedMigration migration : migrations) {
				this.stop.check();
				apply(session, migration);
			}
		}
		return this.applied;
	}

	private void waiting(LockHolder holder) throws InterruptedException {
		this.stop.check();
		if (this.progress.waiting(holder)) {
			this.listener.waiting(this.name, holder);
		}
	}

	private void apply(Session session, PlannedMigration migration) throws SQLException, InterruptedException {
		if (!migration.mode().isOneTransaction()) {
			throw Failures.notSupported(migration);
		}
		long start = System.nanoTime();
		boolean committed = false;
		try {
			session.begin(migration.settings(), this::waiting);
			this.progress.waited();
			History history = this.table.prepare(session.connection());
			this.statuses.publish(history);
			if (history.find(migration.version()) == null) {
				run(session, migration, start);
				committed = true;
			}
		}
		catch (StatementException ex) {
			throw Failures.statement(migration, ex, this.database);
		}
		catch (UnsafeScriptException ex) {
			throw Failures.unsafe(migration, ex);
		}
		catch (SQLException ex) {
			this.stop.check();
			throw Failures.commit(migration, ex, this.database);
		}
		finally {
			this.progress.stopped();
			if (!committed) {
				rollback(session);
			}
		}
		if (committed) {
			this.applied++;
			this.listener.applied(this.name, migration.version().toString(), migration.description(), since(start));
		}
	}

	private void run(Session session, PlannedMigration migration, long start)
			throws SQLException, StatementException, InterruptedException {
		this.listener.started(this.name, migration.version().toString(), migration.description());
		this.progress.started(migration);
		warnIfEmpty(migration);
		session.beforeScript();
		new ScriptRunner(this.database, session, this.progress, this.stop).run(migration);
		for (String warning : session.afterScript()) {
			this.listener.warning(this.name, "%s: %s".formatted(migration.migration().file(), warning));
		}
		this.table.record(session.connection(), record(migration, since(start)));
		History history = this.table.read(session.connection());
		session.commit(this::waiting);
		this.progress.waited();
		this.statuses.publish(history);
	}

	private void warnIfEmpty(PlannedMigration migration) {
		if (migration.script().statements() == 0 && !migration.script().directives().empty()) {
			this.listener.warning(this.name,
					("%s holds no statement; it is recorded as applied. If that is on purpose, "
							+ "say so at its head: -- migration: empty")
						.formatted(migration.migration().file()));
		}
	}

	private static NewRecord record(PlannedMigration migration, Duration duration) {
		return new NewRecord(migration.version(), migration.description(), migration.script().checksum(),
				duration.toMillis(), text(migration.migration().undo()));
	}

	private static @Nullable String text(@Nullable ScriptFile file) {
		if (file == null) {
			return null;
		}
		try (InputStream in = file.content().open()) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(file + " cannot be read", ex);
		}
	}

	private static void rollback(Session session) {
		try {
			session.rollback();
		}
		catch (SQLException | LockLostException ex) {
			// what led here is thrown; a connection that is lost takes its transaction
			// along
		}
	}

	private static Duration since(long start) {
		return Duration.ofNanos(System.nanoTime() - start);
	}

}
