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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.LockHolder;
import io.github.migrations.database.Session;
import io.github.migrations.database.UnsafeScriptException;
import io.github.migrations.history.HalfDone;
import io.github.migrations.history.History;
import io.github.migrations.script.Piece;
import io.github.migrations.script.Placeholders;

/**
 * One run over migrations of one database, to apply them or to take them back.
 */
final class Run {

	private final Target target;

	private final Database database;

	private final Progress progress;

	private final Stop stop;

	private final Change change;

	private final Placeholders placeholders;

	private int done;

	/** How often the current migration has been tried, counted from 1. */
	private int attempt = 1;

	Run(Target target, Database database, Stop stop, Change change) {
		this.target = target;
		this.database = database;
		this.progress = target.progress();
		this.stop = stop;
		this.change = change;
		this.placeholders = target.settings().placeholders();
	}

	/**
	 * Runs migrations.
	 * @param connection the connection, the only one that is needed
	 * @param migrations what to run, in this order
	 * @return how many were run here, and not by somebody else
	 * @throws SQLException if the database fails outside the scripts
	 * @throws InterruptedException if the run is to be stopped
	 * @throws MigrationException if a migration fails
	 */
	int run(Connection connection, List<PlannedMigration> migrations) throws SQLException, InterruptedException {
		try (Session session = this.database.open(connection, this.change.name());
				Observer observer = Observer.start(this.target.statusSource(), this.database, session.id(),
						this.progress)) {
			session.lock(this::waiting);
			this.progress.waited();
			boolean together = this.target.library().isShared() && this.database.excludesOthers();
			for (List<PlannedMigration> group : Groups.of(migrations, together, this.change.name())) {
				if (group.size() == 1 || !runTogether(session, group)) {
					for (PlannedMigration migration : group) {
						this.stop.check();
						runPatiently(session, migration, observer);
					}
				}
			}
		}
		return this.done;
	}

	private void waiting(LockHolder holder) throws InterruptedException {
		this.stop.check();
		this.target.waiting(holder);
	}

	/**
	 * Tries again where a lock was in the way: what waits for a lock stands in the way of
	 * everybody behind it, so it does not wait for long, but several times.
	 */
	private void runPatiently(Session session, PlannedMigration migration, Observer observer)
			throws SQLException, InterruptedException {
		LockRetry retry = new LockRetry(this.target.settings().locks().lockRetry());
		while (true) {
			try {
				observer.forget();
				this.attempt = retry.attempt();
				runOne(session, migration);
				return;
			}
			catch (MigrationException ex) {
				if (!isLockTimeout(ex)) {
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

	/**
	 * A migration that is written in code may have wrapped what the database said.
	 */
	private boolean isLockTimeout(MigrationException ex) {
		for (Throwable cause = ex.getCause(); cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException said && this.database.isLockTimeout(said)) {
				return true;
			}
		}
		return false;
	}

	private void pause(PlannedMigration migration, LockRetry retry, List<LockHolder> blockers)
			throws InterruptedException {
		int attempt = retry.attempt();
		long pause = retry.next();
		this.progress.waiting((blockers.isEmpty()) ? LockHolder.UNKNOWN : blockers.get(0));
		this.target.listener()
			.retrying(this.target.name(), migration.version().toString(), attempt, Duration.ofMillis(pause), blockers);
		long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause);
		while (System.nanoTime() < end) {
			this.stop.check();
			Thread.sleep(Math.min(pause, 100));
		}
		this.progress.waited();
	}

	private void runOne(Session session, PlannedMigration migration) throws SQLException, InterruptedException {
		long start = System.nanoTime();
		boolean done;
		try {
			enter(session, migration);
			done = run(session, migration, start);
			leave(session, migration);
		}
		catch (StatementException | CodeRun.CodeException | SQLException ex) {
			throw failure(session, migration, ex);
		}
		catch (UnsafeScriptException ex) {
			giveUp(session);
			throw Failures.unsafe(migration, ex);
		}
		catch (RuntimeException | InterruptedException ex) {
			giveUp(session);
			throw ex;
		}
		finally {
			this.progress.stopped();
		}
		if (done) {
			done(migration, since(start));
		}
	}

	/**
	 * Runs several migrations in one transaction.
	 * @return whether they could share one; nothing has been done if not
	 */
	private boolean runTogether(Session session, List<PlannedMigration> group)
			throws SQLException, InterruptedException {
		Map<PlannedMigration, Duration> done = new LinkedHashMap<>();
		PlannedMigration current = group.get(0);
		try {
			enter(session, current);
			History history = begin(session);
			for (PlannedMigration migration : group) {
				current = migration;
				long start = System.nanoTime();
				this.stop.check();
				if (history.halfDone(migration.progressKey()) != null) {
					giveUp(session);
					return false;
				}
				if (!this.change.isDone(migration, history)) {
					started(migration);
					execute(session, migration);
					this.change.write(session.connection(), migration, since(start));
					done.put(migration, since(start));
				}
			}
			this.change.flush(session.connection(), current);
			commit(session);
			leave(session, current);
		}
		catch (StatementException | CodeRun.CodeException | SQLException ex) {
			if (ex instanceof StatementException said && this.database.isOutsideOnly(said.refusal())) {
				giveUp(session);
				return false;
			}
			throw failure(session, current, ex);
		}
		catch (UnsafeScriptException ex) {
			giveUp(session);
			throw Failures.unsafe(current, ex);
		}
		catch (RuntimeException | InterruptedException ex) {
			giveUp(session);
			throw ex;
		}
		finally {
			this.progress.stopped();
		}
		done.forEach(this::done);
		return true;
	}

	private void done(PlannedMigration migration, Duration duration) {
		this.done++;
		this.change.done(migration, duration);
	}

	private void enter(Session session, PlannedMigration migration) throws SQLException {
		session.enter(migration.settings()
			.or(this.target.settings().locks().lockTimeout(), this.target.settings().locks().statementTimeout()));
	}

	/**
	 * Rolls back, and says what went wrong in words for people.
	 */
	private MigrationException failure(Session session, PlannedMigration migration, Exception ex)
			throws InterruptedException {
		giveUp(session);
		if (ex instanceof StatementException said) {
			return Failures.statement(migration, said, this.database);
		}
		if (ex instanceof CodeRun.CodeException said) {
			return Failures.code(migration, said, this.database);
		}
		this.stop.check();
		return Failures.commit(migration, (SQLException) ex, this.database);
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
	 * Runs a migration unless somebody else has done so meanwhile.
	 * @return whether it was run here
	 */
	private boolean run(Session session, PlannedMigration migration, long start)
			throws SQLException, StatementException, CodeRun.CodeException, InterruptedException {
		History history = begin(session);
		if (this.change.isDone(migration, history)) {
			session.rollback();
			return false;
		}
		started(migration);
		HalfDone halfDone = history.halfDone(migration.progressKey());
		if (migration.mode().isOneTransaction() && halfDone == null) {
			try {
				execute(session, migration);
				record(session, migration, start);
				commit(session);
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
		this.change.committed();
		runStepwise(session, migration, halfDone, start);
		return true;
	}

	private void started(PlannedMigration migration) {
		this.change.started(migration);
		this.progress.started(migration);
		warnOfContent(migration);
	}

	/**
	 * Begins a transaction, and reads what is applied in it.
	 */
	private History begin(Session session) throws SQLException, InterruptedException {
		try {
			session.begin(this::waiting);
			this.progress.waited();
			return this.change.read(session.connection());
		}
		catch (SQLException ex) {
			this.stop.check();
			giveUp(session);
			if (this.database.isReadOnly(ex)) {
				throw Failures.readOnly(this.target.name(), this.change.plan(), this.database.message(ex), ex);
			}
			throw Failures.tables(this.target.name(), this.database.message(ex), ex);
		}
	}

	private void execute(Session session, PlannedMigration migration)
			throws SQLException, StatementException, CodeRun.CodeException, InterruptedException {
		session.beforeScript();
		CodeRun.Body code = migration.body();
		if (code != null) {
			CodeRun.run(code, session, this.progress, this.stop, this.attempt);
		}
		else {
			runScript(session, migration);
		}
		check(session, migration);
	}

	private void commit(Session session) throws SQLException, InterruptedException {
		session.commit(this::waiting);
		this.progress.waited();
		this.change.committed();
	}

	private void runScript(Session session, PlannedMigration migration)
			throws StatementException, InterruptedException {
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
	}

	private void runStepwise(Session session, PlannedMigration migration, @Nullable HalfDone halfDone, long start)
			throws SQLException, InterruptedException {
		session.beforeScript();
		StepwiseRunner runner = new StepwiseRunner(this.database, session, this.change.table(),
				statements(session, migration), migration, this::waiting, () -> {
					check(session, migration);
					record(session, migration, start);
				});
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
		this.change.committed();
	}

	private Statements statements(Session session, PlannedMigration migration) {
		return new Statements(migration, this.placeholders, this.database, session, this.progress, this.stop);
	}

	private void check(Session session, PlannedMigration migration) throws SQLException {
		session.afterScript().forEach((warning) -> warn(migration, warning));
	}

	private void record(Session session, PlannedMigration migration, long start) throws SQLException {
		this.change.write(session.connection(), migration, since(start));
		this.change.flush(session.connection(), migration);
	}

	private void warn(PlannedMigration migration, String warning) {
		this.target.listener().warning(this.target.name(), "%s: %s".formatted(migration.migration().file(), warning));
	}

	private void warnOfContent(PlannedMigration migration) {
		int comment = migration.script().unterminatedComment();
		if (comment > 0) {
			warn(migration, "the comment that begins on line %d is never closed; everything after it is ignored"
				.formatted(comment));
		}
		if (migration.code() == null && migration.script().statements() == 0
				&& !migration.script().directives().empty()) {
			this.target.listener()
				.warning(this.target.name(),
						"%s holds no statement; %s. If that is on purpose, say so at its head: -- migration: empty"
							.formatted(migration.migration().file(), migration.purpose().recorded()));
		}
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
