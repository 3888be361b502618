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
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
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
				Migration %s failed%s
				  %s
				%s""".formatted(migration, (line > 0) ? " at " + name + ":" + line : ": " + name,
				said.replace("\n", "\n  "), ROLLED_BACK);
		return new MigrationException(message, START_AGAIN.formatted(name),
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

	static MigrationException script(ScriptException ex) {
		return new MigrationException(ex.getMessage(), "Correct the file and start again. Nothing has been changed.",
				new Status.Failure(null, ex.getFile(), ex.getLine(), ex.getReason()), ex);
	}

	static MigrationException general(String message, String action, @Nullable Throwable cause) {
		return new MigrationException(message, action, new Status.Failure(null, null, 0, message), cause);
	}

}
