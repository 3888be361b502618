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
import io.github.migrations.database.LockHolder;
import io.github.migrations.database.Session;
import io.github.migrations.database.UnsafeScriptException;
import io.github.migrations.history.HalfDone;
import io.github.migrations.history.History;
import io.github.migrations.history.HistoryTable;
import io.github.migrations.script.Migration;
import io.github.migrations.script.Piece;
import io.github.migrations.script.Placeholders;
import io.github.migrations.script.Version;

/**
 * One run over the pending migrations of one database.
 */
final class Run {

	private final Target target;

	private final Database database;

	private final Progress progress;

	private final Stop stop;

	private final Recorder recorder;

	private final Placeholders placeholders;

	private int applied;

	Run(Target target, Database database, HistoryTable table, Stop stop, Plan plan, StatusMaker statuses) {
		this.target = target;
		this.database = database;
		this.progress = target.progress();
		this.stop = stop;
		this.recorder = new Recorder(target, database, table, plan, statuses);
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
		try (Session session = this.database.open(connection, this.recorder.name())) {
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
		this.target.waiting(holder);
	}

	private void apply(Session session, PlannedMigration migration) throws SQLException, InterruptedException {
		long start = System.nanoTime();
		boolean applied;
		try {
			session.enter(migration.settings());
			applied = run(session, migration, start);
			leave(session, migration);
		}
		catch (StatementException ex) {
			giveUp(session);
			throw Failures.statement(migration, ex, this.database);
		}
		catch (CodeRun.CodeException ex) {
			giveUp(session);
			throw Failures.code(migration, ex, this.database);
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
			this.target.listener()
				.applied(this.target.name(), migration.version().toString(), migration.description(), since(start));
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
			throws SQLException, StatementException, CodeRun.CodeException, InterruptedException {
		History history = begin(session);
		if (isDone(migration, history)) {
			session.rollback();
			return false;
		}
		this.target.listener().started(this.target.name(), migration.version().toString(), migration.description());
		this.progress.started(migration);
		warnOfContent(migration);
		HalfDone halfDone = history.halfDone(migration.progressKey());
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
		this.recorder.committed();
		runStepwise(session, migration, halfDone, start);
		return true;
	}

	/**
	 * Begins a transaction, and reads what is applied in it.
	 */
	private History begin(Session session) throws SQLException, InterruptedException {
		try {
			session.begin(this::waiting);
			this.progress.waited();
			return this.recorder.read(session.connection());
		}
		catch (SQLException ex) {
			this.stop.check();
			giveUp(session);
			if (this.database.isReadOnly(ex)) {
				throw Failures.readOnly(this.target.name(), this.recorder.plan(), this.database.message(ex), ex);
			}
			throw ex;
		}
	}

	/**
	 * Looks whether somebody else has applied a migration since it was planned.
	 */
	private boolean isDone(PlannedMigration migration, History history) {
		Migration planned = migration.migration();
		return switch (planned.kind()) {
			case VERSIONED -> history.find(planned.version()) != null || isCovered(planned, history.baseline());
			case REPEATABLE -> this.recorder.plan().selected().stream().noneMatch(planned::equals);
			case BASELINE -> {
				if (!history.isEmpty() && history.find(planned.version()) == null) {
					throw Failures.notNew(migration);
				}
				yield !history.isEmpty();
			}
		};
	}

	private static boolean isCovered(Migration migration, @Nullable Version baseline) {
		return baseline != null && migration.version().compareTo(baseline) <= 0;
	}

	private void runInOneTransaction(Session session, PlannedMigration migration, long start)
			throws SQLException, StatementException, CodeRun.CodeException, InterruptedException {
		session.beforeScript();
		CodeMigration code = migration.code();
		if (code != null) {
			CodeRun.run(code::migrate, session, this.progress, this.stop, 1);
		}
		else {
			runScript(session, migration);
		}
		finish(session, migration, start);
		session.commit(this::waiting);
		this.progress.waited();
		this.recorder.committed();
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
		StepwiseRunner runner = new StepwiseRunner(this.database, session, this.recorder.table(),
				statements(session, migration), migration, this::waiting, () -> finish(session, migration, start));
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
		this.recorder.committed();
	}

	private Statements statements(Session session, PlannedMigration migration) {
		return new Statements(migration, this.placeholders, this.database, session, this.progress, this.stop);
	}

	private void finish(Session session, PlannedMigration migration, long start) throws SQLException {
		session.afterScript().forEach((warning) -> warn(migration, warning));
		this.recorder.write(session.connection(), migration, since(start));
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
						("%s holds no statement; it is recorded as applied. If that is on purpose, "
								+ "say so at its head: -- migration: empty")
							.formatted(migration.migration().file()));
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
