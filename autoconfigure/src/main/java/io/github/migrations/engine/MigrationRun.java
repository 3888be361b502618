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

import java.sql.SQLException;
import java.time.Duration;

import io.github.migrations.database.Database;
import io.github.migrations.database.Session;
import io.github.migrations.database.UnsafeScriptException;
import io.github.migrations.history.HalfDone;
import io.github.migrations.history.History;

/**
 * One attempt to run one migration: whatever happens in it, the session is left in order,
 * and what went wrong is said in words for people.
 */
final class MigrationRun {

	private final Run run;

	private final Session session;

	private final PlannedMigration migration;

	private final Backup backup;

	private final Execution execution;

	private final long start = System.nanoTime();

	/**
	 * Creates an attempt.
	 * @param run the run that it is part of
	 * @param session the session
	 * @param migration the migration
	 * @param backup makes a copy before the first change
	 * @param attempt which attempt this is, counted from 1
	 */
	MigrationRun(Run run, Session session, PlannedMigration migration, Backup backup, int attempt) {
		this.run = run;
		this.session = session;
		this.migration = migration;
		this.backup = backup;
		this.execution = new Execution(run, session, migration, attempt, this.start);
	}

	/**
	 * Runs the migration unless somebody else has done so meanwhile.
	 * @return whether it was run here
	 * @throws SQLException if the database fails outside the script
	 * @throws InterruptedException if the run is to be stopped
	 * @throws MigrationException if the migration fails
	 */
	boolean run() throws SQLException, InterruptedException {
		Database database = this.run.database();
		boolean done;
		try {
			Settings.LockSettings locks = this.run.target().settings().locks();
			this.session.enter(this.migration.settings().or(locks.lockTimeout(), locks.statementTimeout()));
			done = execute();
			leave();
		}
		catch (StatementException ex) {
			giveUp();
			throw Failures.statement(this.migration, ex, database);
		}
		catch (CodeRun.CodeException ex) {
			giveUp();
			throw Failures.code(this.migration, ex, database);
		}
		catch (UnsafeScriptException ex) {
			giveUp();
			throw Failures.unsafe(this.migration, ex);
		}
		catch (SQLException ex) {
			giveUp();
			this.run.stop().check();
			throw Failures.commit(this.migration, ex, database);
		}
		catch (RuntimeException | InterruptedException ex) {
			giveUp();
			throw ex;
		}
		finally {
			this.run.target().progress().stopped();
		}
		if (done) {
			this.run.change().done(this.migration, Duration.ofNanos(System.nanoTime() - this.start));
		}
		return done;
	}

	private void leave() {
		try {
			this.session.leave();
		}
		catch (SQLException ex) {
			throw Failures.notPutBack(this.migration, this.run.database().message(ex), ex);
		}
	}

	private boolean execute() throws SQLException, StatementException, CodeRun.CodeException, InterruptedException {
		History history = begin();
		if (this.run.change().isDone(this.migration, history)) {
			this.session.rollback();
			return false;
		}
		this.backup.make(this.session.connection(), history);
		this.run.change().started(this.migration);
		this.run.target().progress().started(this.migration);
		this.execution.warnOfContent();
		HalfDone halfDone = history.halfDone(this.migration.progressKey());
		if (this.migration.mode().isOneTransaction() && halfDone == null) {
			try {
				this.execution.runInOneTransaction();
				return true;
			}
			catch (StatementException ex) {
				runWithout(ex);
			}
		}
		this.session.commit(this.run::waiting);
		this.run.change().committed();
		return this.execution.runStepwise(halfDone);
	}

	/**
	 * Begins once more where only the transaction was in the way.
	 */
	private void runWithout(StatementException ex) throws SQLException, StatementException, InterruptedException {
		Database database = this.run.database();
		if (!database.isOutsideOnly(ex.refusal())) {
			throw ex;
		}
		this.session.rollback();
		this.execution.warn(("statement %d may not run in a transaction (%s). Everything was rolled back, and runs "
				+ "statement by statement now")
			.formatted(ex.place().statement(), database.message(ex.refusal())));
		begin();
	}

	/**
	 * Begins a transaction, and reads what is applied in it.
	 */
	private History begin() throws SQLException, InterruptedException {
		Target target = this.run.target();
		try {
			this.session.begin(this.run::waiting);
			target.progress().waited();
			return this.run.change().read(this.session.connection());
		}
		catch (SQLException ex) {
			this.run.stop().check();
			giveUp();
			String said = this.run.database().message(ex);
			if (this.run.database().isReadOnly(ex)) {
				throw Failures.readOnly(target.name(), this.run.change().plan(), said, ex);
			}
			throw Failures.tables(target.name(), said, ex);
		}
	}

	/**
	 * Rolls back and puts the session back, where that is still possible.
	 */
	private void giveUp() {
		try {
			this.session.rollback();
			this.session.leave();
		}
		catch (SQLException ex) {
			// what led here is thrown; a connection that is lost takes its transaction
			// along
		}
	}

}
