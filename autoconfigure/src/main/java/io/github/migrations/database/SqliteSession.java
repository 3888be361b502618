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

package io.github.migrations.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;
import org.sqlite.core.DB;

import io.github.migrations.script.Piece;

/**
 * A session on SQLite. There is no lock but the write transaction itself:
 * {@code BEGIN IMMEDIATE} excludes every other writer from its first moment on, which a
 * deferred transaction does not, and ends with the process.
 */
final class SqliteSession implements Session {

	/** How long SQLite itself waits for a lock, in milliseconds, before we are told. */
	private static final int BUSY_TIMEOUT = 250;

	private final Connection connection;

	private final Database database;

	private final SqliteRows rows;

	private final boolean autoCommit;

	private final int busyTimeout;

	private final boolean foreignKeys;

	private final int longestStatement;

	private boolean enforced;

	private TransactionSettings settings = TransactionSettings.PLAIN;

	private @Nullable SqliteState state;

	private @Nullable SqliteCreation creation;

	/** Who is told that somebody is in the way, or {@code null} for nobody. */
	private @Nullable Waiting waiting;

	private @Nullable SqliteForeignKeys violations;

	/** What was counted after the last script of the same transaction. */
	private @Nullable SqliteForeignKeys lastViolations;

	private SqliteSession(Connection connection, Database database) throws SQLException {
		this.connection = connection;
		this.database = database;
		this.rows = new SqliteRows(connection);
		this.autoCommit = connection.getAutoCommit();
		connection.setAutoCommit(true);
		this.busyTimeout = Integer.parseInt(String.valueOf(Sql.value(connection, "PRAGMA busy_timeout")));
		this.foreignKeys = "1".equals(Sql.value(connection, "PRAGMA foreign_keys"));
		this.enforced = this.foreignKeys;
		this.longestStatement = limitStatements(connection, Integer.MAX_VALUE);
	}

	/**
	 * The driver sets a limit of a million bytes, the shell only that of SQLite itself.
	 */
	private static int limitStatements(Connection connection, int bytes) throws SQLException {
		return driver(connection).limit(SQLiteLimits.SQLITE_LIMIT_SQL_LENGTH.getId(), bytes);
	}

	private static DB driver(Connection connection) throws SQLException {
		return connection.unwrap(SQLiteConnection.class).getDatabase();
	}

	static SqliteSession open(Connection connection, Database database) throws SQLException {
		return new SqliteSession(connection, database);
	}

	@Override
	public Connection connection() {
		return this.connection;
	}

	@Override
	public void lock(Waiting waiting) {
		this.waiting = waiting;
	}

	@Override
	public boolean isExclusive() {
		return false;
	}

	@Override
	public void enter(TransactionSettings settings) throws SQLException {
		this.settings = settings;
		if (settings.sessionState()) {
			enforce(this.foreignKeys);
			whenFree(() -> this.state = SqliteState.of(this.connection));
		}
		enforce(settings.foreignKeys());
		whenFree(() -> this.creation = SqliteCreation.of(this.connection, settings.creation()));
	}

	/**
	 * Some settings can only be read from the file, and nobody reads it while another
	 * process writes a long transaction into it.
	 */
	private void whenFree(Access access) throws SQLException {
		while (true) {
			try {
				access.run();
				return;
			}
			catch (SQLException ex) {
				if (this.waiting == null || !this.database.isBusy(ex)) {
					throw ex;
				}
				pause(this.waiting, ex);
			}
		}
	}

	private static void pause(Waiting waiting, SQLException busy) throws SQLException {
		try {
			waiting.on(LockHolder.UNKNOWN);
			Thread.sleep(BUSY_TIMEOUT);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw busy;
		}
	}

	@Override
	public void begin(Waiting waiting) throws SQLException, InterruptedException {
		this.lastViolations = null;
		patiently("BEGIN IMMEDIATE", waiting);
	}

	@Override
	public void beginOwn(String sql, Waiting waiting) throws SQLException, InterruptedException {
		// a deferred transaction that has read cannot wait for its first write
		begin(waiting);
	}

	@Override
	public void beforeRecord() throws SQLException {
		if (this.state != null) {
			this.state.allowWriting();
		}
	}

	private void enforce(boolean on) throws SQLException {
		if (on != this.enforced) {
			Sql.execute(this.connection, "PRAGMA foreign_keys = " + ((on) ? "ON" : "OFF"));
			this.enforced = on;
		}
	}

	private void patiently(String sql, Waiting waiting) throws SQLException, InterruptedException {
		driver(this.connection).busy_timeout(BUSY_TIMEOUT);
		try {
			while (true) {
				try {
					Sql.execute(this.connection, sql);
					return;
				}
				catch (SQLException ex) {
					if (!this.database.isBusy(ex)) {
						throw ex;
					}
					waiting.on(LockHolder.UNKNOWN);
				}
			}
		}
		finally {
			driver(this.connection).busy_timeout(this.busyTimeout);
		}
	}

	@Override
	public void beforeScript() throws SQLException {
		SqliteForeignKeys last = this.lastViolations;
		this.violations = (this.settings.foreignKeys()) ? null
				: (last != null) ? last : SqliteForeignKeys.count(this.connection);
	}

	/**
	 * The other pragmas of this kind leave nothing in the database.
	 */
	@Override
	public void setting(Piece statement) throws SQLException {
		Boolean on = this.database.foreignKeys(statement);
		if (on == null) {
			return;
		}
		if (!on && this.violations == null) {
			this.violations = SqliteForeignKeys.count(this.connection);
		}
		enforce(on);
	}

	@Override
	public long execute(String sql, Cancellation cancellation) throws SQLException {
		// the driver repeats the count of the last change where a statement changes
		// nothing
		this.rows.forget();
		long before = changes();
		// sqlite-jdbc hands an update to SQLite in one call, queries included
		Sql.runAsUpdate(this.connection, hiddenFromDriver(asTheShellReadsIt(sql)), cancellation);
		return changes() - before;
	}

	/**
	 * How many rows have been changed since the connection was opened. The number that
	 * comes with a statement is that of the statement before it unless it changes rows
	 * itself.
	 */
	private long changes() throws SQLException {
		return driver(this.connection).total_changes();
	}

	/**
	 * The shell takes the line ends of Windows off as it reads.
	 */
	private static String asTheShellReadsIt(String sql) {
		return (sql.indexOf('\r') >= 0) ? sql.replace("\r\n", "\n") : sql;
	}

	/**
	 * The driver takes what begins with {@code backup} or {@code restore} for commands of
	 * its own, and looks for an {@code INSERT} behind {@code WITH} by an expression that
	 * takes hours for a long line. SQLite passes over the empty statement.
	 */
	private static String hiddenFromDriver(String sql) {
		return ";" + sql;
	}

	@Override
	public long executeBatch(List<String> statements, Cancellation cancellation) throws SQLException {
		String script = hiddenFromDriver(asTheShellReadsIt(this.rows.script(statements, this.enforced)));
		// sqlite-jdbc hands all statements of such an update to SQLite in one call
		long before = changes();
		Sql.runBatch(this.connection, (statement) -> statement.executeLargeUpdate(script), cancellation);
		return changes() - before;
	}

	@Override
	public long copy(String sql, Supplier<@Nullable String> data, Cancellation cancellation) {
		throw new UnsupportedOperationException("SQLite has no COPY");
	}

	@Override
	public List<String> afterScript() throws SQLException {
		beforeRecord();
		if (this.violations == null) {
			return List.of();
		}
		SqliteForeignKeys now = SqliteForeignKeys.count(this.connection);
		List<String> grown = now.grownSince(this.violations);
		if (!grown.isEmpty()) {
			throw new UnsafeScriptException("it would leave rows that refer to nothing: " + String.join("; ", grown));
		}
		this.lastViolations = now;
		List<String> before = this.violations.warnings();
		return now.warnings().stream().filter((warning) -> !before.contains(warning)).toList();
	}

	@Override
	public void commit(Waiting waiting) throws SQLException, InterruptedException {
		patiently("COMMIT", waiting);
	}

	@Override
	public void rollback() throws SQLException {
		try {
			Sql.execute(this.connection, "ROLLBACK");
		}
		catch (SQLException ex) {
			if (!String.valueOf(ex.getMessage()).contains("no transaction is active")) {
				throw ex;
			}
		}
	}

	/**
	 * Enforcement of foreign keys stays as it is for the next script, most of which want
	 * it the same; the end of the session restores it.
	 */
	@Override
	public void leave() throws SQLException {
		SqliteState before = this.state;
		this.state = null;
		if (before != null) {
			enforce(this.foreignKeys);
			whenFree(before::restore);
		}
		SqliteCreation creation = this.creation;
		this.creation = null;
		if (creation != null) {
			whenFree(creation::restore);
		}
		this.settings = TransactionSettings.PLAIN;
	}

	@Override
	public void close() throws SQLException {
		if (this.enforced != this.foreignKeys) {
			// an error may have left one open, in which SQLite ignores the pragma
			rollback();
			enforce(this.foreignKeys);
		}
		limitStatements(this.connection, this.longestStatement);
		this.connection.setAutoCommit(this.autoCommit);
	}

	/**
	 * Reads or writes what a connection is set to.
	 */
	private interface Access {

		/**
		 * Does it, or does it again from its beginning.
		 * @throws SQLException if SQLite refuses it
		 */
		void run() throws SQLException;

	}

}
