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

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.Recovery;
import io.github.migrations.database.Session;
import io.github.migrations.database.StatementKind;
import io.github.migrations.database.Waiting;
import io.github.migrations.history.HalfDone;
import io.github.migrations.script.Piece;
import io.github.migrations.script.Version;

/**
 * Runs the statements of a script one by one, each committed together with the record how
 * far the script has come, and goes on where an earlier run was interrupted:
 * <ol>
 * <li>A statement that can run in a transaction is one transaction with its record.</li>
 * <li>Statements between a {@code BEGIN} and a {@code COMMIT} of the script are one
 * transaction with their record.</li>
 * <li>A statement that cannot run in a transaction is recorded as started before, and as
 * done after it; where the second record is missing, the catalogue is asked.</li>
 * <li>The last record is that the migration is applied.</li>
 * </ol>
 */
final class StepwiseRunner {

	private final Database database;

	private final Session session;

	private final Change change;

	private final Statements statements;

	private final PlannedMigration migration;

	private final Waiting waiting;

	private final StatementTrace trace = new StatementTrace();

	private final Finish finish;

	private final Turns turns;

	private boolean ownTransaction;

	private boolean skippedTransaction;

	private int recorded;

	StepwiseRunner(Database database, Session session, Change change, Statements statements, PlannedMigration migration,
			Waiting waiting, Finish finish) {
		this.database = database;
		this.session = session;
		this.change = change;
		this.statements = statements;
		this.migration = migration;
		this.waiting = waiting;
		this.finish = finish;
		this.turns = new Turns(session, change, migration);
	}

	/**
	 * Runs a script to its end.
	 * @param before how far an earlier run has come, or {@code null}
	 * @return whether it came to its end here, and not in another process
	 * @throws StatementException if the database refuses a statement
	 * @throws SQLException if the database fails otherwise
	 * @throws InterruptedException if the run is to be stopped
	 */
	boolean run(@Nullable HalfDone before) throws StatementException, SQLException, InterruptedException {
		try (this.statements) {
			this.turns.goOnAfter(before);
			this.recorded = this.turns.done();
			String started = (before != null) ? before.started() : null;
			for (Piece piece = this.statements.next(); piece != null
					&& !this.turns.isEnded(); piece = this.statements.next()) {
				if (this.trace.count() < this.turns.done()) {
					skip(piece);
				}
				else if (started != null) {
					resume(piece, started);
					started = null;
				}
				else {
					step(piece);
				}
			}
			if (!this.turns.isEnded() && this.trace.count() < this.turns.done()) {
				throw Failures.changed(this.migration, this.trace.count() + 1, 0);
			}
			if (!this.turns.isEnded() && this.trace.count() == this.turns.done()) {
				// nothing was left to do but to say so
				record();
			}
			return !this.turns.isEnded();
		}
	}

	private void skip(Piece piece) throws StatementException, SQLException, InterruptedException {
		this.trace.add(piece.text());
		if (!this.turns.fits(this.trace)) {
			throw Failures.changed(this.migration, this.trace.count(), piece.line());
		}
		switch (this.database.kind(piece)) {
			case BEGIN -> this.skippedTransaction = true;
			case COMMIT, ROLLBACK -> this.skippedTransaction = false;
			case SETTING -> {
				if (!this.skippedTransaction) {
					this.session.setting(piece);
				}
			}
			default -> {
				if (this.database.isSessionOnly(piece)) {
					this.statements.execute(piece);
				}
			}
		}
	}

	private boolean isOurTurn() throws SQLException {
		return this.turns.isOurs(this.trace.count());
	}

	/** Another process has done the statement. */
	private void pass(Piece piece) throws StatementException, SQLException, InterruptedException {
		if (!this.turns.isEnded()) {
			skip(piece);
		}
	}

	private void resume(Piece piece, String started) throws StatementException, SQLException, InterruptedException {
		String note = started.substring(started.indexOf('\n') + 1);
		Recovery recovery = this.database.recover(connection(), piece, note);
		switch (recovery.outcome()) {
			case DONE -> record(piece);
			case REPEAT -> step(piece);
			case UNKNOWN -> throw Failures.unknownOutcome(this.migration, this.trace.count() + 1, piece, recovery);
		}
	}

	private void step(Piece piece) throws StatementException, SQLException, InterruptedException {
		StatementKind kind = this.database.kind(piece);
		if (this.ownTransaction) {
			stepInOwnTransaction(piece, kind);
			return;
		}
		switch (kind) {
			case BEGIN -> beginOwn(piece);
			case OUTSIDE -> outside(piece);
			case SETTING -> {
				this.session.setting(piece);
				record(piece);
			}
			case COMMIT, ROLLBACK -> record(piece);
			default -> {
				if (this.database.commits(connection(), this.database.calls(piece))) {
					outside(piece);
				}
				else {
					inTransaction(piece);
				}
			}
		}
	}

	private void beginOwn(Piece piece) throws StatementException, SQLException, InterruptedException {
		this.session.beginOwn(piece.text(), this.waiting);
		if (isOurTurn()) {
			this.ownTransaction = true;
			this.trace.add(piece.text());
		}
		else {
			pass(piece);
		}
	}

	private void stepInOwnTransaction(Piece piece, StatementKind kind)
			throws StatementException, SQLException, InterruptedException {
		switch (kind) {
			case COMMIT -> {
				this.trace.add(piece.text());
				write();
				this.ownTransaction = false;
				commit();
			}
			case ROLLBACK -> {
				this.ownTransaction = false;
				this.session.rollback();
				record(piece);
			}
			case SETTING -> {
				if (this.database.setsTransaction(piece)) {
					this.statements.execute(piece);
				}
				this.trace.add(piece.text());
			}
			default -> {
				this.statements.execute(piece);
				this.trace.add(piece.text());
			}
		}
	}

	private void inTransaction(Piece piece) throws StatementException, SQLException, InterruptedException {
		this.session.begin(this.waiting);
		if (!isOurTurn()) {
			pass(piece);
			return;
		}
		try {
			this.statements.execute(piece);
		}
		catch (StatementException ex) {
			this.session.rollback();
			if (!this.database.isOutsideOnly(ex.refusal())) {
				throw ex;
			}
			outside(piece);
			return;
		}
		this.trace.add(piece.text());
		write();
		commit();
	}

	private void outside(Piece piece) throws StatementException, SQLException, InterruptedException {
		String refusal = this.session.refusalOutside();
		if (refusal != null) {
			throw Failures.notOutside(this.migration, this.recorded, piece, refusal);
		}
		String note = this.database.note(connection(), piece);
		if (!mark(piece.text().lines().findFirst().orElse("") + "\n" + note)) {
			pass(piece);
			return;
		}
		try {
			this.statements.execute(piece);
		}
		catch (StatementException ex) {
			cleanUp(piece, note);
			throw ex;
		}
		record(piece);
	}

	/**
	 * The database has said that the statement failed, so nothing has to be found out any
	 * more; only what it left behind is removed.
	 */
	private void cleanUp(Piece piece, String note) throws InterruptedException {
		try {
			Recovery recovery = this.database.recover(connection(), piece, note);
			if (recovery.outcome() != Recovery.Outcome.DONE) {
				mark(null);
			}
		}
		catch (SQLException ex) {
			// the connection is lost; the next run finds out
		}
	}

	private boolean mark(@Nullable String started) throws SQLException, InterruptedException {
		this.session.begin(this.waiting);
		if (!isOurTurn()) {
			return false;
		}
		this.session.beforeRecord();
		this.change.table()
			.progress(connection(), version(), new HalfDone(this.trace.count(), this.trace.value(), started));
		this.session.commit(this.waiting);
		return true;
	}

	private void record(Piece piece) throws SQLException, InterruptedException {
		this.trace.add(piece.text());
		record();
	}

	private void record() throws SQLException, InterruptedException {
		this.session.begin(this.waiting);
		if (isOurTurn()) {
			write();
			commit();
		}
	}

	private void commit() throws SQLException, InterruptedException {
		this.session.commit(this.waiting);
		this.recorded = this.trace.count();
	}

	/**
	 * Writes down how far the script has come, or after its last statement that the
	 * migration is applied.
	 */
	private void write() throws SQLException {
		if (this.trace.count() >= this.migration.script().statements()) {
			this.finish.write();
			return;
		}
		this.session.beforeRecord();
		this.change.table()
			.progress(connection(), version(), new HalfDone(this.trace.count(), this.trace.value(), null));
	}

	/**
	 * Returns how far the script has come.
	 * @return how many statements are done and recorded
	 */
	int done() {
		return this.recorded;
	}

	private Version version() {
		return this.migration.progressKey();
	}

	private Connection connection() {
		return this.session.connection();
	}

	/**
	 * Writes down that the migration is applied, in the transaction of its last
	 * statement.
	 */
	@FunctionalInterface
	interface Finish {

		void write() throws SQLException;

	}

}
