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
import java.sql.Statement;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Session;

/**
 * Runs a migration that is written in code, inside a transaction that is open.
 */
final class CodeRun implements CodeMigration.Context {

	private static final String SAVEPOINT = "migrations_starter_code";

	private final GuardedConnection guard;

	private final Progress progress;

	private final int attempt;

	private CodeRun(GuardedConnection guard, Progress progress, int attempt) {
		this.guard = guard;
		this.progress = progress;
		this.attempt = attempt;
	}

	/**
	 * Runs code.
	 * @param body the code
	 * @param session the session, inside a transaction
	 * @param progress is told how far the code has come
	 * @param stop ends it early
	 * @param attempt which attempt this is, counted from 1
	 * @throws CodeException if the code fails
	 * @throws SQLException if the database fails
	 * @throws InterruptedException if the run is to be stopped
	 */
	static void run(Body body, Session session, Progress progress, Stop stop, int attempt)
			throws CodeException, SQLException, InterruptedException {
		// it is gone afterwards if the code has ended the transaction
		execute(session.connection(), "SAVEPOINT " + SAVEPOINT);
		try (GuardedConnection guard = new GuardedConnection(session, stop)) {
			stop.running(guard::cancel);
			body.run(new CodeRun(guard, progress, attempt));
		}
		catch (InterruptedException ex) {
			throw ex;
		}
		catch (Exception | LinkageError | AssertionError | StackOverflowError ex) {
			stop.check();
			throw new CodeException(ex);
		}
		finally {
			stop.running(null);
		}
		stop.check();
		release(session.connection());
	}

	private static void release(Connection connection) throws CodeException {
		try {
			execute(connection, "RELEASE SAVEPOINT " + SAVEPOINT);
		}
		catch (SQLException ex) {
			throw (exists(connection)) ? new CodeException(ex) : new EndedException(ex);
		}
	}

	/**
	 * After an error that the code has kept to itself, going back to the savepoint is the
	 * one thing that still works.
	 */
	private static boolean exists(Connection connection) {
		try {
			execute(connection, "ROLLBACK TO SAVEPOINT " + SAVEPOINT);
			return true;
		}
		catch (SQLException ex) {
			return false;
		}
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	@Override
	public Connection connection() {
		return this.guard.connection();
	}

	@Override
	public int attempt() {
		return this.attempt;
	}

	@Override
	public void progress(long done, long total, @Nullable String detail) {
		this.progress.report(done, total, detail);
	}

	/**
	 * What the code does: its migration, or its undo.
	 */
	interface Body {

		void run(CodeMigration.Context context) throws Exception;

	}

	/**
	 * The code has failed.
	 */
	static class CodeException extends Exception {

		CodeException(Throwable cause) {
			super(cause);
		}

		/**
		 * Returns what is behind it all.
		 */
		Throwable root() {
			Throwable root = this;
			for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
				root = cause;
			}
			return root;
		}

		/**
		 * Finds the line of the code that failed.
		 * @param name the name of its class
		 * @return the line, or 0 if it is not known
		 */
		int line(String name) {
			int line = 0;
			for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
				line = Arrays.stream(cause.getStackTrace())
					.filter((element) -> element.getClassName().equals(name) && element.getLineNumber() > 0)
					.findFirst()
					.map(StackTraceElement::getLineNumber)
					.orElse(line);
			}
			return line;
		}

	}

	/**
	 * The code has ended the transaction by a statement.
	 */
	static final class EndedException extends CodeException {

		EndedException(SQLException cause) {
			super(cause);
		}

	}

}
