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
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.LockHolder;
import io.github.migrations.database.Recovery;
import io.github.migrations.database.TableName;
import io.github.migrations.database.UnsafeScriptException;
import io.github.migrations.history.History;
import io.github.migrations.script.Piece;
import io.github.migrations.script.ScriptException;
import io.github.migrations.script.Version;

/**
 * Says what went wrong, where, what the database is like now, and what to do.
 */
final class Failures {

	private static final String ELSEWHERE = "keep the record elsewhere: set spring.migrations.schema or "
			+ "spring.migrations.table.";

	private Failures() {
	}

	static MigrationException statement(PlannedMigration migration, StatementException ex, Database database,
			TableName table, History history) {
		String again = migration.purpose().again(migration.migration().file().shown());
		boolean unrecorded = database.isThereAlready(ex.refusal())
				&& aboutTable(table, database.message(ex.refusal())).isEmpty();
		return at(migration, ex, database, table, migration.purpose().rolledBack(),
				(unrecorded) ? again + unrecorded(migration, history) : again);
	}

	/**
	 * What is to be created is there, so that the migration may have been applied by
	 * somebody who has not recorded it here.
	 */
	private static String unrecorded(PlannedMigration migration, History history) {
		Version version = migration.version();
		if (migration.purpose().isUndo() || version.isRepeatable() || version.isBaseline()) {
			return "";
		}
		return (history.applied().isEmpty())
				? " If another tool has migrated this database so far, or nobody has, say up to which version the files are "
						+ "applied: java -jar app.jar migrations:adopt --version=<version>"
				: " If what the migration does was done by hand, record it: java -jar app.jar migrations:repair --applied="
						+ version;
	}

	private static MigrationException at(PlannedMigration migration, StatementException ex, Database database,
			TableName table, String consequence, String action) {
		StatementException.Place place = ex.place();
		String file = migration.migration().file().shown();
		String said = database.message(ex.refusal());
		String message = """
				%s failed at %s:%d
				  %s
				  Statement %d of %d: %s
				%s""".formatted(migration.subject(), file, place.line(), said.replace("\n", "\n  "), place.statement(),
				migration.script().statements(), place.firstLine(), consequence);
		return new MigrationException(message, action + aboutTable(table, said),
				new Status.Failure(migration.version().toString(), file, place.line(), said), ex.refusal());
	}

	/**
	 * A dump of another tool's database creates a table of that name, and nobody knows
	 * whose table is there already.
	 */
	private static String aboutTable(TableName table, String said) {
		return (Pattern.compile("\\b" + Pattern.quote(table.name()) + "\\b").matcher(said).find())
				? " Migrations are recorded in the table %s: keep that table out of the file, or %s".formatted(table,
						ELSEWHERE)
				: "";
	}

	static MigrationException unsafe(PlannedMigration migration, UnsafeScriptException ex) {
		String file = migration.migration().file().shown();
		String message = """
				%s was refused before its commit: %s
				  %s
				%s""".formatted(migration.subject(), file, ex.getMessage(), migration.purpose().rolledBack());
		return new MigrationException(message, migration.purpose().again(file),
				new Status.Failure(migration.version().toString(), file, 0, String.valueOf(ex.getMessage())), ex);
	}

	static MigrationException commit(PlannedMigration migration, SQLException ex, Database database) {
		String file = migration.migration().file().shown();
		String said = database.message(ex);
		String message = """
				%s failed: %s
				  %s
				%s""".formatted(migration.subject(), file, said.replace("\n", "\n  "),
				migration.purpose().rolledBack());
		return new MigrationException(message, migration.purpose().again(file),
				new Status.Failure(migration.version().toString(), file, 0, said), ex);
	}

	/**
	 * A statement of a file without one transaction around it failed.
	 */
	static MigrationException step(PlannedMigration migration, StatementException ex, Database database,
			TableName table, int done) {
		String reason = (migration.mode().isOneTransaction()) ? "a statement may not run in a transaction"
				: migration.mode().reason();
		return at(migration, ex, database, table,
				"It runs statement by statement, because %s. The first %d statements are done and stay so."
					.formatted(reason, done),
				migration.purpose().goOn(migration.migration().file().shown(), done + 1));
	}

	/**
	 * Something else than a statement of a file without one transaction around it failed.
	 */
	static MigrationException stepwise(PlannedMigration migration, String said, int done, Exception ex) {
		String file = migration.migration().file().shown();
		String message = """
				%s failed: %s
				  %s
				It runs statement by statement. The first %d of %d statements are done and stay so."""
			.formatted(migration.subject(), file, said.replace("\n", "\n  "), done, migration.script().statements());
		return new MigrationException(message, migration.purpose().goOn(file, done + 1),
				new Status.Failure(migration.version().toString(), file, 0, said), ex);
	}

	/**
	 * A statement that cannot run in a transaction is not run at all.
	 */
	static MigrationException notOutside(PlannedMigration migration, int done, Piece piece, String reason) {
		String file = migration.migration().file().shown();
		String message = """
				%s cannot go on: %s:%d
				  Statement %d: %s
				  It cannot run in a transaction, and %s.
				It runs statement by statement. The first %d of %d statements are done and stay so.""".formatted(
				migration.subject(), file, piece.line(), done + 1, piece.text().lines().findFirst().orElse(""), reason,
				done, migration.script().statements());
		return new MigrationException(message,
				"Give migrations a connection that goes straight to the database (spring.migrations.url), and start again; "
						+ "it goes on at statement %d.".formatted(done + 1),
				new Status.Failure(migration.version().toString(), file, piece.line(), message), null);
	}

	/**
	 * A script is done, but what it set in the session stays.
	 */
	static MigrationException notPutBack(PlannedMigration migration, String said, SQLException ex) {
		String file = migration.migration().file().shown();
		String message = "%s is %s, but what it set in its session cannot be put back: %s%n  %s"
			.formatted(migration.subject(), migration.purpose().done(), file, said);
		return new MigrationException(message, migration.purpose().afterwards(),
				new Status.Failure(migration.version().toString(), file, 0, message), ex);
	}

	/**
	 * A migration that is written in code failed.
	 */
	static MigrationException code(PlannedMigration migration, CodeRun.CodeException ex, Database database) {
		String name = migration.migration().file().shown();
		if (ex instanceof CodeRun.EndedException) {
			String said = "it has ended its transaction itself, by a statement such as COMMIT or ROLLBACK";
			String message = """
					Migration %s failed: %s
					  %s
					What it did before that may have been committed; the migration is not recorded as applied."""
				.formatted(migration, name, said);
			return new MigrationException(message,
					"Remove that statement from %s, put the database back where it needs that, and start again."
						.formatted(name),
					new Status.Failure(migration.version().toString(), name, 0, said), ex.getCause());
		}
		Throwable root = ex.root();
		int line = ex.line(name);
		String said = (root instanceof SQLException refusal) ? database.message(refusal) : root.toString();
		String message = """
				%s failed%s
				  %s
				%s""".formatted(migration.subject(), (line > 0) ? " at " + name + ":" + line : ": " + name,
				said.replace("\n", "\n  "), migration.purpose().rolledBack());
		return new MigrationException(message, migration.purpose().again(name),
				new Status.Failure(migration.version().toString(), name, line, said), ex.getCause());
	}

	/**
	 * A baseline was planned for a new database, which is not new any more.
	 */
	static MigrationException notNew(PlannedMigration migration) {
		String message = "Another process has begun to migrate the database without the baseline %s (%s)."
			.formatted(migration.version(), migration.migration().file());
		return general(message, "Start again: the database is migrated file by file now. Nothing has been changed.",
				null);
	}

	/**
	 * The tracking tables cannot be read or prepared.
	 */
	static MigrationException tables(String database, String said, SQLException ex) {
		return general("Database '%s': its tracking tables cannot be read and prepared: %s".formatted(database, said),
				"Look at what the database says, and start again. What was applied before remains applied.", ex);
	}

	/**
	 * There is something to do, and the connection may only read.
	 */
	static MigrationException readOnly(String database, Plan plan, String said, SQLException ex) {
		String pending = plan.selected()
			.stream()
			.map((migration) -> migration.version().toString())
			.collect(Collectors.joining(", "));
		return general(
				"Database '%s' cannot be migrated, because it cannot be written: %s%n  Pending: %s".formatted(database,
						said, pending),
				"Give migrations a connection that may write (spring.migrations.url, user and password), or leave them "
						+ "to somebody else: spring.migrations.run-on=never. Nothing has been changed.",
				ex);
	}

	static MigrationException trackingTableGone(PlannedMigration migration, TableName table, SQLException ex) {
		String file = migration.migration().file().shown();
		String said = "it removes or changes the table %s, in which migrations are recorded".formatted(table);
		String message = "%s failed: %s%n  %s%n%s".formatted(migration.subject(), file, said,
				migration.purpose().rolledBack());
		return new MigrationException(message,
				"Keep that table out of the file, or " + ELSEWHERE + " Then " + migration.purpose().repeat() + ".",
				new Status.Failure(migration.version().toString(), file, 0, said), ex);
	}

	static MigrationException changed(PlannedMigration migration, int statement, int line) {
		String file = migration.migration().file().shown();
		String place = (line > 0) ? file + ":" + line : file;
		String message = """
				%s was interrupted, and cannot go on: %s
				  Statement %d was done before the interruption, and its text is another one now."""
			.formatted(migration.subject(), place, statement);
		return new MigrationException(message, migration.purpose().afterChange(migration.version()),
				new Status.Failure(migration.version().toString(), file, line, message), null);
	}

	static MigrationException unknownOutcome(PlannedMigration migration, int statement, Piece piece,
			Recovery recovery) {
		String file = migration.migration().file().shown();
		String message = """
				%s was interrupted, and cannot go on: %s:%d
				  Statement %d: %s
				  It was started and not recorded as done: %s.""".formatted(migration.subject(), file, piece.line(),
				statement, piece.text().lines().findFirst().orElse(""), recovery.reason());
		return new MigrationException(message,
				"Look whether it took effect. Then " + migration.purpose().byHand(migration.version()),
				new Status.Failure(migration.version().toString(), file, piece.line(), message), null);
	}

	/**
	 * A lock was in the way each time that a migration was tried.
	 */
	static MigrationException lockTimeout(MigrationException ex, int attempts, List<LockHolder> blockers,
			String retryProperty) {
		String holders = (blockers.isEmpty()) ? ""
				: "\nThe lock was held by %s.".formatted(blockers.stream()
					.map((holder) -> holder + ((holder.since() != null) ? " since " + holder.since() : ""))
					.collect(Collectors.joining(", ")));
		String message = "%s\nIt was tried %s.%s".formatted(ex.getMessage(),
				(attempts == 1) ? "once" : attempts + " times", holders);
		return new MigrationException(message,
				"End what holds the lock, and start again. How long a statement waits for a lock is set by "
						+ "spring.migrations.lock-timeout, for how long the migration is tried again by "
						+ retryProperty + ".",
				ex.getFailure(), ex.getCause());
	}

	static MigrationException script(ScriptException ex) {
		return new MigrationException(ex.getMessage(), "Correct the file and start again. Nothing has been changed.",
				new Status.Failure(null, ex.getFile(), ex.getLine(), ex.getReason()), ex);
	}

	static MigrationException general(String message, String action, @Nullable Throwable cause) {
		return new MigrationException(message, action, new Status.Failure(null, null, 0, message), cause);
	}

}
