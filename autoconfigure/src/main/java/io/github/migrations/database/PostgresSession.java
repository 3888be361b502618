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

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/**
 * A session on PostgreSQL. The connection stays in autocommit mode, so that nothing is
 * open while a statement runs outside a transaction.
 */
final class PostgresSession implements Session {

	private static final String CHECK_INTERVAL = "client_connection_check_interval";

	private static final Pattern COPY_TO_STDOUT = Pattern.compile("COPY\\b.*\\bTO\\s+STDOUT\\b",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private static final Pattern RESET_ALL = Pattern.compile("RESET(?:(?>\\s+|/\\*.*?\\*/)){1,99}+ALL\\b",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private final Connection connection;

	private final PostgresLock lock;

	private final PostgresDeferred deferred;

	private final PostgresRows rows;

	private final PostgresLimits limits;

	private final boolean autoCommit;

	private boolean locked;

	private @Nullable String checkInterval;

	/** What the session is like whenever no script runs. */
	private @Nullable PostgresState clean;

	private @Nullable PostgresState state;

	private boolean transaction;

	private boolean pooled;

	private PostgresSession(Connection connection, TableName table) throws SQLException {
		this.connection = connection;
		this.lock = new PostgresLock(connection, table);
		this.deferred = new PostgresDeferred(connection);
		this.rows = new PostgresRows(connection);
		this.limits = new PostgresLimits(connection);
		this.autoCommit = connection.getAutoCommit();
		connection.setAutoCommit(true);
	}

	static PostgresSession open(Connection connection, TableName table) throws SQLException {
		return new PostgresSession(connection, table);
	}

	@Override
	public Connection connection() {
		return this.connection;
	}

	@Override
	public String id() throws SQLException {
		return String.valueOf(this.connection.unwrap(PGConnection.class).getBackendPID());
	}

	@Override
	public void lock(Waiting waiting) throws SQLException, InterruptedException {
		this.lock.lock(waiting);
		this.locked = true;
		List<@Nullable String> session = Sql
			.rows(this.connection,
					"SELECT pg_catalog.current_setting('" + CHECK_INTERVAL + "', true), pg_catalog.pg_backend_pid()")
			.get(0);
		this.checkInterval = session.get(0);
		// a pooler tells each client a number of its own
		this.pooled = !id().equals(session.get(1));
		setCheckInterval("1s");
	}

	@Override
	public @Nullable String refusalOutside() {
		return (this.pooled)
				? "the connection goes through a pooler, which may run it in another session of the server "
						+ "than the one that holds the migration lock"
				: null;
	}

	/**
	 * Lets the server notice within a second that this process has died, even in the
	 * middle of a long statement, so that the lock goes with it.
	 */
	private void setCheckInterval(String value) throws SQLException {
		if (this.checkInterval == null) {
			return;
		}
		try {
			Sql.rows(this.connection, "SELECT pg_catalog.set_config(?, ?, false)", CHECK_INTERVAL, value);
		}
		catch (SQLException ex) {
			if (!"22023".equals(ex.getSQLState())) {
				throw ex;
			}
			// the server's platform cannot do it
			this.checkInterval = null;
		}
	}

	@Override
	public boolean isExclusive() {
		return this.locked;
	}

	@Override
	public void enter(TransactionSettings settings) throws SQLException {
		this.limits.enter(settings);
		this.rows.forget();
		PostgresState clean = (this.clean != null) ? this.clean : PostgresState.of(this.connection);
		this.clean = clean;
		this.state = clean;
	}

	@Override
	public void begin(Waiting waiting) throws SQLException {
		start("BEGIN");
		// the limits end with the transaction, and cost no statement of their own
		if (this.locked && !this.lock.isHeld(this.limits.columns())) {
			throw new LockLostException();
		}
	}

	@Override
	public void beginOwn(String sql, Waiting waiting) throws SQLException {
		start(sql);
		this.limits.setLocal();
	}

	/** Begins a transaction, or a savepoint, without limits. */
	void start(String sql) throws SQLException {
		Sql.execute(this.connection, sql);
		this.transaction = true;
		this.deferred.begin(false);
	}

	@Override
	public void beforeRecord() throws SQLException {
		if (this.state != null) {
			this.state.takeUserBack();
		}
	}

	@Override
	public void beforeScript() {
	}

	@Override
	public void replaceAutoCommit() {
		this.deferred.begin(true);
	}

	@Override
	public void beforeStatement(String sql) throws SQLException {
		if (this.state != null) {
			this.state.beforeStatement(sql);
		}
	}

	@Override
	public long execute(String sql, Cancellation cancellation) throws SQLException {
		this.deferred.before(sql);
		this.rows.forget();
		beforeStatement(sql);
		if (this.state != null && RESET_ALL.matcher(sql).lookingAt()) {
			this.state.resetAll();
			return 0;
		}
		this.limits.beforeStatement(sql);
		String before = (this.transaction) ? null : this.limits.begin(sql);
		try {
			return (COPY_TO_STDOUT.matcher(sql).lookingAt()) ? copyOut(sql, cancellation)
					: Sql.run(this.connection, PostgresText.forDriver(sql, this.connection), cancellation);
		}
		finally {
			this.limits.end(before);
		}
	}

	/** The rows themselves are of no interest. */
	private long copyOut(String sql, Cancellation cancellation) throws SQLException {
		CopyOut copy = this.connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql);
		cancellation.running(copy::cancelCopy);
		try {
			while (copy.readFromCopy() != null) {
				// goes nowhere
			}
			return 0;
		}
		finally {
			cancellation.running(null);
		}
	}

	@Override
	public long executeBatch(List<String> statements, Cancellation cancellation) throws SQLException {
		this.deferred.write();
		return Sql.runBatch(this.connection, (statement) -> this.rows.run(statement, statements), cancellation);
	}

	@Override
	public long copy(String sql, Supplier<@Nullable String> data, Cancellation cancellation) throws SQLException {
		this.deferred.write();
		CopyIn copy = this.connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
		cancellation.running(copy::cancelCopy);
		try {
			for (String part = data.get(); part != null; part = data.get()) {
				byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
				copy.writeToCopy(bytes, 0, bytes.length);
			}
			return copy.endCopy();
		}
		finally {
			cancellation.running(null);
			if (copy.isActive()) {
				copy.cancelCopy();
			}
		}
	}

	@Override
	public List<String> afterScript() throws SQLException {
		leave();
		return List.of();
	}

	@Override
	public void leave() throws SQLException {
		PostgresState before = this.state;
		this.state = null;
		if (before != null) {
			before.restore();
		}
	}

	@Override
	public void commit(Waiting waiting) throws SQLException {
		Sql.execute(this.connection, "COMMIT");
		this.transaction = false;
	}

	@Override
	public void rollback() throws SQLException {
		if (this.transaction) {
			this.transaction = false;
			Sql.execute(this.connection, "ROLLBACK");
		}
	}

	@Override
	public void close() throws SQLException {
		if (this.locked) {
			this.locked = false;
			if (this.checkInterval != null) {
				setCheckInterval(this.checkInterval);
			}
			this.lock.unlock();
		}
		this.connection.setAutoCommit(this.autoCommit);
	}

}
