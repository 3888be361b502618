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
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.LockHolder;
import io.github.migrations.database.Session;
import io.github.migrations.database.UnsafeScriptException;
import io.github.migrations.history.HalfDone;
import io.github.migrations.history.History;
import io.github.migrations.history.HistoryTable;
import io.github.migrations.history.NewRecord;
import io.github.migrations.script.Piece;
import io.github.migrations.script.Placeholders;
import io.github.migrations.script.Script;
import io.github.migrations.script.ScriptFile;

/**
 * One run over the pending migrations of one database.
 */
final class Run {

	private final Target target;

	private final String name;

	private final Database database;

	private final HistoryTable table;

	private final MigrationListener listener;

	private final Progress progress;

	private final Stop stop;

	private final StatusMaker statuses;

	private final Placeholders placeholders;

	private int applied;

	Run(Target target, Database database, HistoryTable table, Stop stop, StatusMaker statuses) {
		this.target = target;
		this.name = target.name();
		this.database = database;
		this.table = table;
		this.listener = target.listener();
		this.progress = target.progress();
		this.stop = stop;
		this.statuses = statuses;
		this.placeholders = target.settings().placeholders();
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
		try (Session session = this.database.open(connection, this.table.name());
				Observer observer = Observer.start(this.target.statusSource(), this.database, session.id(),
						this.progress)) {
			session.lock(this::waiting);
			this.progress.waited();
			for (PlannedMigration migration : migrations) {
				this.stop.check();
				applyPatiently(session, migration, observer);
			}
		}
		return this.applied;
	}

	private void waiting(LockHolder holder) throws InterruptedException {
		this.stop.check();
		this.target.waiting(holder);
	}

	/**
	 * Tries again where a lock was in the way: what waits for a lock stands in the way of
	 * everybody behind it, so it does not wait for long, but several times.
	 */
	private void applyPatiently(Session session, PlannedMigration migration, Observer observer)
			throws SQLException, InterruptedException {
		LockRetry retry = new LockRetry(this.target.settings().locks().lockRetry());
		while (true) {
			try {
				observer.forget();
				apply(session, migration);
				return;
			}
			catch (MigrationException ex) {
				if (!(ex.getCause() instanceof SQLException said) || !this.database.isLockTimeout(said)) {
					throw ex;
				}
				List<LockHolder> blockers = observer.lastBlocked().blockers();
				if (!retry.isWorthwhile()) {
					throw Failures.lockTimeout(ex, retry.attempt(), blockers);
				}
				pause(migration, retry, blockers);
			}
		}
	}

	private void pause(PlannedMigration migration, LockRetry retry, List<LockHolder> blockers)
			throws InterruptedException {
		int attempt = retry.attempt();
		long pause = retry.next();
		this.progress.waiting((blockers.isEmpty()) ? LockHolder.UNKNOWN : blockers.get(0));
		this.listener.retrying(this.name, migration.version().toString(), attempt, Duration.ofMillis(pause), blockers);
		long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause);
		while (System.nanoTime() < end) {
			this.stop.check();
			Thread.sleep(Math.min(pause, 100));
		}
		this.progress.waited();
	}

	private void apply(Session session, PlannedMigration migration) throws SQLException, InterruptedException {
		long start = System.nanoTime();
		boolean applied;
		try {
			session.enter(migration.settings()
				.or(this.target.settings().locks().lockTimeout(), this.target.settings().locks().statementTimeout()));
			applied = run(session, migration, start);
			leave(session, migration);
		}
		catch (StatementException ex) {
			giveUp(session);
			throw Failures.statement(migration, ex, this.database);
		}
		catch (UnsafeScriptException ex) {
			giveUp(session);
			throw Failures.unsafe(migration, ex);
		}
		catch (SQLException ex) {
			giveUp(session);
			this.stop.check();
			throw Failures.commit(migration, ex, this.database);
		}
		catch (RuntimeException | InterruptedException ex) {
			giveUp(session);
			throw ex;
		}
		finally {
			this.progress.stopped();
		}
		if (applied) {
			this.applied++;
			this.listener.applied(this.name, migration.version().toString(), migration.description(), since(start));
		}
	}

	private void leave(Session session, PlannedMigration migration) {
		try {
			session.leave();
		}
		catch (SQLException ex) {
			throw Failures.notPutBack(migration, this.database.message(ex), ex);
		}
	}

	/**
	 * Runs a migration unless somebody else has applied it meanwhile.
	 * @return whether it was applied here
	 */
	private boolean run(Session session, PlannedMigration migration, long start)
			throws SQLException, StatementException, InterruptedException {
		History history = begin(session);
		if (history.find(migration.version()) != null) {
			session.rollback();
			return false;
		}
		this.listener.started(this.name, migration.version().toString(), migration.description());
		this.progress.started(migration);
		warnOfContent(migration);
		HalfDone halfDone = history.halfDone(migration.version());
		if (migration.mode().isOneTransaction() && halfDone == null) {
			try {
				runInOneTransaction(session, migration, start);
				return true;
			}
			catch (StatementException ex) {
				if (!this.database.isOutsideOnly(ex.refusal())) {
					throw ex;
				}
				session.rollback();
				warn(migration,
						("statement %d may not run in a transaction (%s). Everything was rolled back, and runs "
								+ "statement by statement now")
							.formatted(ex.place().statement(), this.database.message(ex.refusal())));
				begin(session);
			}
		}
		session.commit(this::waiting);
		runStepwise(session, migration, halfDone, start);
		return true;
	}

	private History begin(Session session) throws SQLException, InterruptedException {
		session.begin(this::waiting);
		this.progress.waited();
		History history = this.table.prepare(session.connection());
		this.statuses.publish(history);
		return history;
	}

	private void runInOneTransaction(Session session, PlannedMigration migration, long start)
			throws SQLException, StatementException, InterruptedException {
		session.beforeScript();
		if (migration.mode().kind() == TransactionMode.Kind.ONE) {
			session.replaceAutoCommit();
		}
		try (Statements statements = statements(session, migration)) {
			for (Piece piece = statements.next(); piece != null; piece = statements.next()) {
				switch (this.database.kind(piece)) {
					case BEGIN, COMMIT, ROLLBACK, SETTING -> {
						// the transaction around everything is ours
					}
					default -> statements.executeSoon(piece);
				}
			}
			statements.flush();
		}
		finish(session, migration, start);
		History history = this.table.read(session.connection());
		session.commit(this::waiting);
		this.progress.waited();
		this.statuses.publish(history);
	}

	private void runStepwise(Session session, PlannedMigration migration, @Nullable HalfDone halfDone, long start)
			throws SQLException, InterruptedException {
		session.beforeScript();
		StepwiseRunner runner = new StepwiseRunner(this.database, session, this.table, statements(session, migration),
				migration, this::waiting, () -> finish(session, migration, start));
		try {
			runner.run(halfDone);
		}
		catch (StatementException ex) {
			throw Failures.step(migration, ex, this.database, runner.done());
		}
		catch (SQLException ex) {
			this.stop.check();
			throw Failures.stepwise(migration, this.database.message(ex), runner.done(), ex);
		}
		catch (UnsafeScriptException ex) {
			throw Failures.stepwise(migration, String.valueOf(ex.getMessage()), runner.done(), ex);
		}
		this.statuses.publish(this.table.read(session.connection()));
	}

	private Statements statements(Session session, PlannedMigration migration) {
		return new Statements(migration, this.placeholders, this.database, session, this.progress, this.stop);
	}

	private void finish(Session session, PlannedMigration migration, long start) throws SQLException {
		session.afterScript().forEach((warning) -> warn(migration, warning));
		try {
			this.table.record(session.connection(), record(migration, since(start)));
		}
		catch (SQLException ex) {
			if (this.database.isMissing(ex)) {
				throw Failures.trackingTableGone(migration, this.table.name(), ex);
			}
			throw ex;
		}
	}

	private void warn(PlannedMigration migration, String warning) {
		this.listener.warning(this.name, "%s: %s".formatted(migration.migration().file(), warning));
	}

	private void warnOfContent(PlannedMigration migration) {
		int comment = migration.script().unterminatedComment();
		if (comment > 0) {
			warn(migration, "the comment that begins on line %d is never closed; everything after it is ignored"
				.formatted(comment));
		}
		if (migration.script().statements() == 0 && !migration.script().directives().empty()) {
			this.listener.warning(this.name,
					("%s holds no statement; it is recorded as applied. If that is on purpose, "
							+ "say so at its head: -- migration: empty")
						.formatted(migration.migration().file()));
		}
	}

	private NewRecord record(PlannedMigration migration, Duration duration) {
		ScriptFile undo = migration.migration().undo();
		return new NewRecord(migration.version(), migration.description(), migration.script().checksum(),
				duration.toMillis(), (undo != null) ? Script.text(undo, this.placeholders) : null);
	}

	/**
	 * Rolls back and puts the session back, where that is still possible.
	 */
	private static void giveUp(Session session) {
		try {
			session.rollback();
			session.leave();
		}
		catch (SQLException ex) {
			// what led here is thrown; a connection that is lost takes its transaction
			// along
		}
	}

	private static Duration since(long start) {
		return Duration.ofNanos(System.nanoTime() - start);
	}

}
