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
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.LockHolder;
import io.github.migrations.database.Recovery;
import io.github.migrations.database.TableName;
import io.github.migrations.database.UnsafeScriptException;
import io.github.migrations.script.Piece;
import io.github.migrations.script.ScriptException;

/**
 * Says what went wrong, where, what the database is like now, and what to do.
 */
final class Failures {

	private static final String ROLLED_BACK = "Everything that this migration did was rolled back; nothing of it is left.";

	private static final String START_AGAIN = "Correct %s and start again; it continues with this migration.";

	private Failures() {
	}

	static MigrationException statement(PlannedMigration migration, StatementException ex, Database database) {
		StatementException.Place place = ex.place();
		String file = migration.migration().file().shown();
		String said = database.message(ex.refusal());
		String message = """
				Migration %s failed at %s:%d
				  %s
				  Statement %d of %d: %s
				%s""".formatted(migration, file, place.line(), said.replace("\n", "\n  "), place.statement(),
				migration.script().statements(), place.firstLine(), ROLLED_BACK);
		return new MigrationException(message, START_AGAIN.formatted(file),
				new Status.Failure(migration.version().toString(), file, place.line(), said), ex.refusal());
	}

	static MigrationException unsafe(PlannedMigration migration, UnsafeScriptException ex) {
		String file = migration.migration().file().shown();
		String message = """
				Migration %s was refused before its commit: %s
				  %s
				%s""".formatted(migration, file, ex.getMessage(), ROLLED_BACK);
		return new MigrationException(message, START_AGAIN.formatted(file),
				new Status.Failure(migration.version().toString(), file, 0, String.valueOf(ex.getMessage())), ex);
	}

	static MigrationException commit(PlannedMigration migration, SQLException ex, Database database) {
		String file = migration.migration().file().shown();
		String said = database.message(ex);
		String message = """
				Migration %s failed: %s
				  %s
				%s""".formatted(migration, file, said.replace("\n", "\n  "), ROLLED_BACK);
		return new MigrationException(message, START_AGAIN.formatted(file),
				new Status.Failure(migration.version().toString(), file, 0, said), ex);
	}

	/**
	 * A statement of a file without one transaction around it failed.
	 */
	static MigrationException step(PlannedMigration migration, StatementException ex, Database database, int done) {
		String reason = (migration.mode().isOneTransaction()) ? "a statement may not run in a transaction"
				: migration.mode().reason();
		StatementException.Place place = ex.place();
		String file = migration.migration().file().shown();
		String said = database.message(ex.refusal());
		String message = """
				Migration %s failed at %s:%d
				  %s
				  Statement %d of %d: %s
				It runs statement by statement, because %s. The first %d statements are done and stay so.""".formatted(
				migration, file, place.line(), said.replace("\n", "\n  "), place.statement(),
				migration.script().statements(), place.firstLine(), reason, done);
		return new MigrationException(message,
				"Correct %s from statement %d on and start again; it continues there.".formatted(file, done + 1),
				new Status.Failure(migration.version().toString(), file, place.line(), said), ex.refusal());
	}

	/**
	 * Something else than a statement of a file without one transaction around it failed.
	 */
	static MigrationException stepwise(PlannedMigration migration, String said, int done, Exception ex) {
		String file = migration.migration().file().shown();
		String message = """
				Migration %s failed: %s
				  %s
				It runs statement by statement. The first %d of %d statements are done and stay so."""
			.formatted(migration, file, said.replace("\n", "\n  "), done, migration.script().statements());
		return new MigrationException(message,
				"Correct %s from statement %d on and start again; it continues there.".formatted(file, done + 1),
				new Status.Failure(migration.version().toString(), file, 0, said), ex);
	}

	/**
	 * A migration is applied, but what it set in the session stays.
	 */
	static MigrationException notPutBack(PlannedMigration migration, String said, SQLException ex) {
		String file = migration.migration().file().shown();
		String message = "Migration %s is applied, but what it set in its session cannot be put back: %s%n  %s"
			.formatted(migration, file, said);
		return new MigrationException(message, "Start again; it continues after this migration, in a new session.",
				new Status.Failure(migration.version().toString(), file, 0, message), ex);
	}

	static MigrationException trackingTableGone(PlannedMigration migration, TableName table, SQLException ex) {
		String file = migration.migration().file().shown();
		String said = "it removes or changes the table %s, in which migrations are recorded".formatted(table);
		String message = "Migration %s failed: %s%n  %s%n%s".formatted(migration, file, said, ROLLED_BACK);
		return new MigrationException(message,
				"Keep that table out of the file, or keep the record elsewhere: set "
						+ "spring.migrations.schema or spring.migrations.table. Then start again.",
				new Status.Failure(migration.version().toString(), file, 0, said), ex);
	}

	static MigrationException changed(PlannedMigration migration, int statement, int line) {
		String file = migration.migration().file().shown();
		String place = (line > 0) ? file + ":" + line : file;
		String message = """
				Migration %s was interrupted, and cannot go on: %s
				  Statement %d was done before the interruption, and its text is another one now."""
			.formatted(migration, place, statement);
		return new MigrationException(message,
				"Restore the text of the statements that are done, and start again; it continues after them.",
				new Status.Failure(migration.version().toString(), file, line, message), null);
	}

	static MigrationException unknownOutcome(PlannedMigration migration, int statement, Piece piece,
			Recovery recovery) {
		String file = migration.migration().file().shown();
		String message = """
				Migration %s was interrupted, and cannot go on: %s:%d
				  Statement %d: %s
				  It was started and not recorded as done: %s.""".formatted(migration, file, piece.line(), statement,
				piece.text().lines().findFirst().orElse(""), recovery.reason());
		return new MigrationException(message, ("Look whether it took effect. If it did, set statements_done to %d and "
				+ "statement_started to NULL in the row of version %s of the details table; if not, set statement_started "
				+ "to NULL. Then start again.")
			.formatted(statement, migration.version()),
				new Status.Failure(migration.version().toString(), file, piece.line(), message), null);
	}

	/**
	 * A lock was in the way each time that a migration was tried.
	 */
	static MigrationException lockTimeout(MigrationException ex, int attempts, List<LockHolder> blockers) {
		String holders = (blockers.isEmpty()) ? ""
				: "\nThe lock was held by %s.".formatted(blockers.stream()
					.map((holder) -> holder + ((holder.since() != null) ? " since " + holder.since() : ""))
					.collect(Collectors.joining(", ")));
		String message = "%s\nIt was tried %s.%s".formatted(ex.getMessage(),
				(attempts == 1) ? "once" : attempts + " times", holders);
		return new MigrationException(message,
				"End what holds the lock, and start again. How long a statement waits for a lock is set by "
						+ "spring.migrations.lock-timeout, for how long the migration is tried again by "
						+ "spring.migrations.lock-retry.",
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
