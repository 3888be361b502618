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

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.TransactionSettings;
import io.github.migrations.script.Directives;
import io.github.migrations.script.Migration;
import io.github.migrations.script.Piece;
import io.github.migrations.script.Pieces;
import io.github.migrations.script.Placeholders;
import io.github.migrations.script.Script;
import io.github.migrations.script.UndoMarker;
import io.github.migrations.script.ScriptException;
import io.github.migrations.script.Version;

/**
 * A migration that is to be applied or taken back, its script read once and found in
 * order.
 *
 * @param migration the migration
 * @param script what its file says
 * @param mode how its statements are bound together
 * @param settings how its transaction is run
 * @param warning what a person should know of its statements, or {@code null}
 * @param pieces what was read, or {@code null} if the file is to be read again
 * @param code what runs in place of a file, or {@code null}
 * @param purpose what it is run for
 */
record PlannedMigration(Migration migration, Script script, TransactionMode mode, TransactionSettings settings,
		@Nullable String warning, @Nullable List<Piece> pieces, @Nullable CodeMigration code, Purpose purpose) {

	private static final TransactionMode CODE = new TransactionMode(TransactionMode.Kind.ONE, "code runs in one");

	/**
	 * Plans a migration that is written in code.
	 * @param migration the migration
	 * @param purpose what it is run for
	 * @param code the code
	 * @return the plan for it
	 */
	static PlannedMigration of(Migration migration, Purpose purpose, CodeMigration code) {
		return new PlannedMigration(migration, new Script(migration.file(), "", Directives.NONE, 0, 0, null), CODE,
				new TransactionSettings(false, true, List.of(), null, null), null, null, code, purpose);
	}

	/**
	 * Reads the file of a migration.
	 * @param migration the migration
	 * @param database the database that it is for
	 * @param placeholders the values of placeholders
	 * @param cache keeps what is read
	 * @return the plan for it
	 * @throws ScriptException if anything is wrong with the file
	 */
	static PlannedMigration of(Migration migration, Database database, Placeholders placeholders, PieceCache cache) {
		return of(migration, Purpose.APPLY, database, placeholders, cache);
	}

	/**
	 * Reads a script.
	 * @param migration the migration, whose file is the script
	 * @param purpose what it is run for
	 * @param database the database that it is for
	 * @param placeholders the values of placeholders
	 * @param cache keeps what is read
	 * @return the plan for it
	 * @throws ScriptException if anything is wrong with the script
	 */
	static PlannedMigration of(Migration migration, Purpose purpose, Database database, Placeholders placeholders,
			PieceCache cache) {
		ModeDetector detector = new ModeDetector(database);
		cache.begin();
		Script script = Script.read(migration.file(), purpose.resolve(placeholders), database::lexer, (piece) -> {
			cache.add(piece);
			if (piece.kind() == Piece.Kind.STATEMENT) {
				detector.statement(piece);
				refuse(piece, database.refusal(piece), migration);
			}
		});
		if (!purpose.isUndo()) {
			refuseToUndoItself(script, migration);
		}
		Directives directives = script.directives();
		if (directives.batch() != null) {
			throw new ScriptException("backfills (the directive 'batch') are not supported yet",
					migration.file().shown(), 0);
		}
		Piece open = detector.openTransaction();
		if (open != null) {
			throw new ScriptException("the transaction that begins here is never committed, so nothing of it would be "
					+ "kept. Add COMMIT, or remove this statement", migration.file().shown(), open.line());
		}
		TransactionMode mode = detector.mode(directives);
		refuse(detector, mode, migration);
		ForeignKeySwitches foreignKeys = detector.foreignKeys();
		Piece ignored = (mode.isOneTransaction()) ? foreignKeys.between() : null;
		TransactionSettings settings = new TransactionSettings(
				directives.foreignKeysOn() || (foreignKeys.enforcedAtHead() && ignored == null),
				detector.changesSession(), detector.creation(), directives.lockTimeout(),
				directives.statementTimeout());
		String warning = (ignored != null) ? ignored(ignored, directives) : null;
		return new PlannedMigration(migration, script, mode, settings, warning, cache.end(), null, purpose);
	}

	private static void refuse(ModeDetector detector, TransactionMode mode, Migration migration) {
		Piece savepoint = detector.savepointAlone();
		Piece kept = detector.savepointKept();
		Piece misplaced = detector.misplaced();
		Piece around = detector.around();
		if (misplaced != null && around != null) {
			throw new ScriptException(
					"%s cannot run in a transaction, but stands in the one that begins on line %d. Put it behind its COMMIT"
						.formatted(ModeDetector.words(misplaced), around.line()),
					migration.file().shown(), misplaced.line());
		}
		if (savepoint != null && !mode.isOneTransaction()) {
			throw new ScriptException(
					"this savepoint is set outside a transaction, and would be gone after the statement, because the file "
							+ "runs statement by statement: %s. Write BEGIN before it, and COMMIT behind what belongs to it"
								.formatted(mode.reason()),
					migration.file().shown(), savepoint.line());
		}
		if (kept != null) {
			throw new ScriptException(
					"this savepoint is never released, so that the database's own client would keep nothing of what comes "
							+ "after it. Add RELEASE, or remove this statement",
					migration.file().shown(), kept.line());
		}
	}

	private static void refuse(Piece piece, @Nullable String reason, Migration migration) {
		if (reason != null) {
			throw new ScriptException(String.join(" ", piece.tokens()) + ": " + reason, migration.file().shown(),
					piece.line());
		}
	}

	/**
	 * It would be recorded as applied, and nothing of it would be there; nor would what
	 * had been there before, where the migration does nothing if a table exists.
	 */
	private static void refuseToUndoItself(Script script, Migration migration) {
		UndoMarker undo = script.undo();
		if (undo != null) {
			throw new ScriptException(
					("what stands below this line (%s) takes back what stands above it, and would be run right after it. "
							+ "Move it to a file beside this one that ends in .down.sql, or remove the line if all of the file "
							+ "is to be run")
						.formatted(undo.text()),
					migration.file().shown(), undo.line());
		}
	}

	private static String ignored(Piece foreignKeys, Directives directives) {
		return ("line %d (%s) has no effect, because the file runs in one transaction. Foreign keys are %s. "
				+ "Where statements need another setting, move them into a file of their own")
			.formatted(foreignKeys.line(), foreignKeys.text(),
					(directives.foreignKeysOn()) ? "enforced in all of it, as its directive says"
							: "not enforced in it, but checked before its commit");
	}

	/**
	 * Reads the file from its beginning.
	 * @param database the database that it is for
	 * @param placeholders the values of placeholders
	 * @return its pieces
	 */
	Pieces open(Database database, Placeholders placeholders) {
		List<Piece> pieces = this.pieces;
		return (pieces != null) ? Pieces.of(this.migration.file(), pieces)
				: Pieces.of(this.migration.file(), this.purpose.resolve(placeholders), database::lexer);
	}

	Version version() {
		return this.migration.version();
	}

	/**
	 * Returns what a run is recorded under that is half done: a baseline is not the
	 * migration of its version.
	 */
	Version progressKey() {
		return (this.migration.kind() == Migration.Kind.BASELINE) ? version().asBaseline() : version();
	}

	/**
	 * Returns the checksum to record.
	 * @return the checksum with its algorithm, or {@code null} for code
	 */
	@Nullable String checksum() {
		return (this.code != null) ? null : this.script.checksum();
	}

	String description() {
		return (this.purpose.isUndo()) ? this.migration.title() : this.script.description(this.migration.title());
	}

	/**
	 * Returns what a sentence about it begins with.
	 */
	String subject() {
		return this.purpose.subject(this);
	}

	/**
	 * Tells whether its file holds no statement and does not say that this is on purpose.
	 */
	boolean holdsNothing() {
		return this.code == null && this.script.statements() == 0 && !this.script.directives().empty();
	}

	/**
	 * Returns the code to run.
	 * @return the code, or {@code null} if there is a script
	 */
	CodeRun.@Nullable Body body() {
		CodeMigration code = this.code;
		if (code == null) {
			return null;
		}
		return (this.purpose.isUndo() && code instanceof CodeMigration.Undoable undoable) ? undoable::undo
				: code::migrate;
	}

	@Override
	public String toString() {
		return "%s (%s)".formatted(version(), description());
	}

}
