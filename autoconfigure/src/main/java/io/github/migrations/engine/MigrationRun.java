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

	private final RunSession session;

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
		this.session = new RunSession(run, session);
		this.migration = migration;
		this.backup = backup;
		this.execution = new Execution(run, session, migration, attempt, this.start);
	}

	/**
	 * Runs the migration unless somebody else has done so meanwhile.
	 * @return whether it was run here
	 * @throws InterruptedException if the run is to be stopped
	 * @throws MigrationException if the migration fails
	 */
	boolean run() throws InterruptedException {
		boolean done;
		try {
			this.session.enter(this.migration);
			done = execute();
			this.session.leave(this.migration);
		}
		catch (StatementException | CodeRun.CodeException | SQLException | InterruptedException | RuntimeException ex) {
			throw this.session.failure(this.migration, ex);
		}
		catch (Error ex) {
			// such as a lack of memory; the connection may live on in its pool
			this.session.giveUp();
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

	private boolean execute() throws SQLException, StatementException, CodeRun.CodeException, InterruptedException {
		History history = this.session.begin();
		if (this.run.change().isDone(this.migration, history)) {
			this.session.session().rollback();
			return false;
		}
		this.backup.make(this.session.session().connection(), history);
		this.run.change().started(this.migration);
		this.run.target().progress().started(this.migration);
		this.execution.warnOfContent();
		HalfDone halfDone = history.halfDone(this.migration.progressKey());
		if (this.migration.mode().isOneTransaction() && halfDone == null && !this.execution.callsCommit()) {
			try {
				this.execution.runInTransaction();
				this.run.change().flush(this.session.session().connection(), this.migration);
				this.session.commit();
				return true;
			}
			catch (StatementException ex) {
				runWithout(ex);
			}
		}
		this.session.commit();
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
		this.session.session().rollback();
		this.execution.warn(("statement %d may not run in a transaction (%s). Everything was rolled back, and runs "
				+ "statement by statement now")
			.formatted(ex.place().statement(), database.message(ex.refusal())));
		this.session.begin();
	}

}
