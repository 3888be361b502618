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

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.Session;
import io.github.migrations.database.UnsafeScriptException;
import io.github.migrations.history.HalfDone;
import io.github.migrations.script.Piece;

/**
 * What a migration consists of, its script or its code, run inside one transaction with
 * its record or statement by statement.
 */
final class Execution {

	private final Run run;

	private final Session session;

	private final PlannedMigration migration;

	private final int attempt;

	private final long start;

	Execution(Run run, Session session, PlannedMigration migration, int attempt, long start) {
		this.run = run;
		this.session = session;
		this.migration = migration;
		this.attempt = attempt;
		this.start = start;
	}

	/**
	 * Runs everything in the transaction that is open, and takes down its record.
	 * @throws StatementException if a statement fails
	 * @throws CodeRun.CodeException if code fails
	 * @throws SQLException if the database fails outside of them
	 * @throws InterruptedException if the run is to be stopped
	 */
	void runInTransaction() throws SQLException, StatementException, CodeRun.CodeException, InterruptedException {
		Progress progress = this.run.target().progress();
		this.session.beforeScript();
		CodeRun.Body code = this.migration.body();
		if (code != null) {
			CodeRun.run(code, this.session, progress, this.run.stop(), this.attempt);
		}
		else {
			runScript();
		}
		finish();
	}

	private void runScript() throws StatementException, InterruptedException {
		if (this.migration.mode().kind() == TransactionMode.Kind.ONE) {
			this.session.replaceAutoCommit();
		}
		try (Statements statements = statements()) {
			for (Piece piece = statements.next(); piece != null; piece = statements.next()) {
				switch (this.run.database().kind(piece)) {
					case BEGIN, COMMIT, ROLLBACK, SETTING -> {
						// the transaction around everything is ours
					}
					default -> statements.executeSoon(piece);
				}
			}
			statements.flush();
		}
	}

	/**
	 * Runs statement by statement, outside a transaction.
	 * @param halfDone how far an earlier run has come, or {@code null}
	 * @return whether it came to its end here, and not in another process
	 * @throws SQLException if the database fails
	 * @throws InterruptedException if the run is to be stopped
	 * @throws MigrationException if a statement fails
	 */
	boolean runStepwise(@Nullable HalfDone halfDone) throws SQLException, InterruptedException {
		Database database = this.run.database();
		this.session.beforeScript();
		StepwiseRunner runner = new StepwiseRunner(database, this.session, this.run.change(), statements(),
				this.migration, this.run::waiting, this::finishStepwise);
		boolean done;
		try {
			done = runner.run(halfDone);
		}
		catch (StatementException ex) {
			throw Failures.step(this.migration, ex, database, this.run.change().name(), runner.done());
		}
		catch (SQLException ex) {
			this.run.stop().check();
			throw Failures.stepwise(this.migration, database.message(ex), runner.done(), ex);
		}
		catch (UnsafeScriptException ex) {
			throw Failures.stepwise(this.migration, String.valueOf(ex.getMessage()), runner.done(), ex);
		}
		this.run.change().committed();
		return done;
	}

	/**
	 * Tells whether the script calls what commits, so that no transaction may be around
	 * it.
	 * @return whether the catalogue says so
	 * @throws SQLException if it cannot be read
	 */
	boolean callsCommit() throws SQLException {
		boolean commit = this.run.database().commits(this.session.connection(), this.migration.mode().calls());
		if (commit) {
			warn("it calls a procedure that commits, so it runs statement by statement");
		}
		return commit;
	}

	private Statements statements() {
		Target target = this.run.target();
		return new Statements(this.migration, target.settings().placeholders(), this.run.database(), this.session,
				target.progress(), this.run.stop());
	}

	private void finish() throws SQLException {
		this.session.afterScript().forEach(this::warn);
		this.run.change()
			.write(this.session.connection(), this.migration, Duration.ofNanos(System.nanoTime() - this.start));
	}

	private void finishStepwise() throws SQLException {
		finish();
		this.run.change().flush(this.session.connection(), this.migration);
	}

	/**
	 * Tells a person about the file.
	 * @param warning what there is to know
	 */
	void warn(String warning) {
		this.run.target()
			.listener()
			.warning(this.run.target().name(), "%s: %s".formatted(this.migration.migration().file(), warning));
	}

	/**
	 * Tells a person what looks like an oversight in the file.
	 */
	void warnOfContent() {
		int comment = this.migration.script().unterminatedComment();
		if (comment > 0) {
			warn("the comment that begins on line %d is never closed; everything after it is ignored"
				.formatted(comment));
		}
		if (this.migration.warning() != null) {
			warn(this.migration.warning());
		}
		if (this.migration.holdsNothing()) {
			this.run.target()
				.listener()
				.warning(this.run.target().name(),
						"%s holds no statement; %s. If that is on purpose, say so at its head: -- migration: empty"
							.formatted(this.migration.migration().file(), this.migration.purpose().recorded()));
		}
	}

}
