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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.Session;
import io.github.migrations.database.TransactionSettings;
import io.github.migrations.database.Trial;
import io.github.migrations.database.UnsafeScriptException;
import io.github.migrations.engine.DryRunReport.Outcome;
import io.github.migrations.history.HalfDone;
import io.github.migrations.script.Piece;

/**
 * One migration that is tried as a real run would apply it, but for the record.
 */
final class Rehearsal {

	private final Stage stage;

	private final PlannedMigration migration;

	private final boolean uncertain;

	private final Database database;

	private final Trial trial;

	private final Session session;

	private final RehearsalLog log = new RehearsalLog();

	private final List<String> warnings = new ArrayList<>();

	private final long start = System.nanoTime();

	private boolean begun;

	/** Why the last statement may not run in a transaction. */
	private String notHere = "";

	private @Nullable Outcome outcome;

	private @Nullable String reason;

	/**
	 * Prepares a rehearsal.
	 * @param stage what all migrations have in common
	 * @param migration the migration
	 * @param uncertain whether something before it was not tried
	 */
	Rehearsal(Stage stage, PlannedMigration migration, boolean uncertain) {
		this.stage = stage;
		this.migration = migration;
		this.uncertain = uncertain;
		this.database = stage.database();
		this.trial = stage.trial();
		this.session = this.trial.session();
	}

	/**
	 * Tries the migration.
	 * @param before how far an earlier run has come, or {@code null}
	 * @return what it did
	 * @throws SQLException if the connection is lost
	 * @throws InterruptedException if the process is asked to end
	 */
	DryRunReport.Migration run(@Nullable HalfDone before) throws SQLException, InterruptedException {
		this.stage.progress().started(this.migration);
		this.session.enter(settings());
		try {
			if (!this.migration.mode().isOneTransaction() || before != null || !together()) {
				stepwise(before);
			}
		}
		catch (SQLException ex) {
			this.stage.stop().check();
			refused(ex, this.stage.said(ex));
			undo();
		}
		catch (UnsafeScriptException ex) {
			fails(String.valueOf(ex.getMessage()));
			undo();
		}
		catch (MigrationException ex) {
			fails(ex.getFailure().message());
			undo();
		}
		this.session.leave();
		this.stage.progress().stopped();
		return report();
	}

	private TransactionSettings settings() {
		return this.stage.settings(this.migration.settings());
	}

	private DryRunReport.Migration report() {
		Outcome outcome = this.outcome;
		if (outcome == null) {
			outcome = (this.log.isComplete()) ? Outcome.APPLIES : Outcome.PARTLY_TRIED;
		}
		return new DryRunReport.Migration(this.migration.version().toString(), this.migration.description(),
				this.migration.migration().file().shown(), outcome, this.reason, since().toMillis(),
				this.log.statements(), this.warnings);
	}

	private Duration since() {
		return Duration.ofNanos(System.nanoTime() - this.start);
	}

	/**
	 * Tries everything in one transaction.
	 * @return {@code false} if a statement may not run in one
	 */
	private boolean together() throws SQLException, InterruptedException {
		begin();
		this.session.beforeScript();
		if (this.migration.mode().kind() == TransactionMode.Kind.ONE) {
			this.session.replaceAutoCommit();
		}
		Step step = Step.DONE;
		try (Statements statements = statements()) {
			for (Piece piece = statements.next(); piece != null && step == Step.DONE; piece = statements.next()) {
				step = switch (this.database.kind(piece)) {
					case BEGIN, COMMIT, ROLLBACK, SETTING -> Step.DONE;
					default -> execute(statements, piece);
				};
			}
		}
		if (step == Step.DONE) {
			finish();
			return true;
		}
		undo();
		if (step == Step.OUTSIDE) {
			this.session.leave();
			this.session.enter(settings());
			this.log.clear();
		}
		return step == Step.STOP;
	}

	private void stepwise(@Nullable HalfDone before) throws SQLException, InterruptedException {
		StatementTrace trace = new StatementTrace();
		this.session.beforeScript();
		try (Statements statements = statements()) {
			for (Piece piece = statements.next(); piece != null; piece = statements.next()) {
				boolean done = before != null && isDone(before, trace, piece);
				boolean skipped = done && !this.database.isSessionOnly(piece);
				if (!skipped && !step(statements, piece)) {
					undo();
					return;
				}
			}
		}
		if (before != null && trace.count() < before.statements()) {
			throw Failures.changed(this.migration, trace.count() + 1, 0);
		}
		begin();
		finish();
	}

	/**
	 * A real run does not go on either where what is done has another text now.
	 */
	private boolean isDone(HalfDone before, StatementTrace trace, Piece piece) {
		if (trace.count() == before.statements()) {
			return false;
		}
		trace.add(piece.text());
		if (!trace.matches(before)) {
			throw Failures.changed(this.migration, trace.count(), piece.line());
		}
		return true;
	}

	/**
	 * Tries a statement of a script that begins and ends its transactions itself.
	 * @return whether to go on
	 */
	private boolean step(Statements statements, Piece piece) throws SQLException, InterruptedException {
		switch (this.database.kind(piece)) {
			case BEGIN -> begin();
			case COMMIT -> commit();
			case ROLLBACK -> undo();
			case SETTING -> {
				// leaves nothing in the database
			}
			case OUTSIDE -> {
				return execute(statements, piece) == Step.DONE;
			}
			default -> {
				return (this.begun) ? inside(statements, piece) : single(statements, piece);
			}
		}
		return true;
	}

	/**
	 * Tries a statement between a script's own BEGIN and COMMIT.
	 */
	private boolean inside(Statements statements, Piece piece) throws SQLException, InterruptedException {
		Step step = execute(statements, piece);
		if (step == Step.OUTSIDE) {
			this.log.notTried(piece, statements.number(), this.notHere);
			this.outcome = Outcome.UNCERTAIN;
			this.reason = this.notHere;
		}
		return step == Step.DONE;
	}

	/**
	 * Tries a statement that is a transaction of its own.
	 */
	private boolean single(Statements statements, Piece piece) throws SQLException, InterruptedException {
		begin();
		Step step = execute(statements, piece);
		if (step == Step.DONE) {
			commit();
			return true;
		}
		undo();
		if (step == Step.OUTSIDE && this.trial.isCopy()) {
			step = execute(statements, piece);
		}
		else if (step == Step.OUTSIDE) {
			this.log.notTried(piece, statements.number(), this.notHere);
			step = Step.DONE;
		}
		return step == Step.DONE;
	}

	private Step execute(Statements statements, Piece piece) throws SQLException, InterruptedException {
		int number = statements.number();
		String why = this.trial.reasonNotToTry(piece);
		if (why != null) {
			this.log.notTried(piece, number, why);
			return Step.DONE;
		}
		String over = this.stage.limit().over();
		if (over != null) {
			cancelled(piece, number, over);
			return Step.STOP;
		}
		long start = System.nanoTime();
		long rows;
		try (TimeLimit.Watch watch = this.stage.limit().watch()) {
			rows = statements.execute(piece);
		}
		catch (StatementException ex) {
			return refused(piece, number, ex);
		}
		long nanos = System.nanoTime() - start;
		boolean repeatable = this.database.isBatchable(piece);
		Trial.Effects effects = (repeatable && this.log.isAnother(piece)) ? Trial.Effects.NONE
				: this.trial.effects(piece);
		this.log.tried(piece, number, rows, nanos, effects, repeatable);
		return Step.DONE;
	}

	private Step refused(Piece piece, int number, StatementException ex) {
		String said = this.stage.said(ex.refusal());
		if (this.stage.limit().struck() == null && this.begun && this.database.isOutsideOnly(ex.refusal())) {
			this.notHere = "it cannot run in the transaction of a dry run: " + said;
			return Step.OUTSIDE;
		}
		refused(ex.refusal(), "line %d: %s".formatted(ex.place().line(), said));
		Outcome outcome = Objects.requireNonNull(this.outcome, "It has just been found");
		String reason = (outcome == Outcome.NOT_TRIED) ? Objects.requireNonNullElse(this.reason, said) : said;
		this.log.refused(piece, number, ex.place().line(), outcome, reason);
		return Step.STOP;
	}

	/**
	 * A statement or what a commit would check has failed, or takes too long.
	 */
	private void refused(SQLException ex, String said) {
		String struck = this.stage.limit().struck();
		if (struck != null) {
			this.outcome = Outcome.NOT_TRIED;
			this.reason = struck;
		}
		else if (this.database.isLockTimeout(ex)) {
			this.outcome = Outcome.NOT_TRIED;
			this.reason = "somebody else held a lock for longer than lock-timeout, after which a real run tries again: "
					+ said;
		}
		else {
			fails(said);
		}
	}

	private void fails(String said) {
		boolean uncertain = this.uncertain || !this.log.isComplete();
		this.outcome = (uncertain) ? Outcome.UNCERTAIN : Outcome.FAILS;
		this.reason = (uncertain) ? "it fails here, but may depend on what was not tried: " + said : said;
	}

	private void cancelled(Piece piece, int number, String why) {
		this.log.notTried(piece, number, why);
		this.outcome = Outcome.NOT_TRIED;
		this.reason = why;
	}

	private Statements statements() {
		return new Statements(this.migration, this.stage.target().settings().placeholders(), this.database,
				this.session, this.stage.progress(), this.stage.stop());
	}

	private void begin() throws SQLException, InterruptedException {
		this.trial.begin(settings());
		this.begun = true;
	}

	private void commit() throws SQLException, InterruptedException {
		if (this.begun) {
			try (TimeLimit.Watch watch = this.stage.limit().watch()) {
				this.trial.commit(this.stage.stop());
			}
			this.begun = false;
		}
	}

	private void finish() throws SQLException, InterruptedException {
		this.warnings.addAll(this.session.afterScript());
		this.stage.recorder().write(this.session.connection(), this.migration, since());
		this.stage.recorder().flush(this.session.connection(), this.migration);
		commit();
		this.stage.recorder().committed();
	}

	private void undo() throws SQLException {
		if (this.begun) {
			this.begun = false;
			this.trial.undo();
		}
	}

	/**
	 * What has become of one statement.
	 */
	private enum Step {

		/** Go on. */
		DONE,

		/** There is no point in going on. */
		STOP,

		/** It may not run in a transaction. */
		OUTSIDE

	}

}
