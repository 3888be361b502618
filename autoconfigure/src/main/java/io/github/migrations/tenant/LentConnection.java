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

package io.github.migrations.tenant;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.dbcp2.DelegatingConnection;
import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Databases;

/**
 * A connection that goes back to where it came from when it is closed, as it was before,
 * and is of no use after that. Statements that were left open are closed, and what is not
 * committed is rolled back.
 */
final class LentConnection extends DelegatingConnection<Connection> {

	private final AtomicBoolean returned = new AtomicBoolean();

	private final Map<String, Setting> changed = new LinkedHashMap<>();

	private final Owner owner;

	LentConnection(Connection connection, Owner owner) {
		super(connection);
		this.owner = owner;
	}

	@Override
	public void close() throws SQLException {
		if (!this.returned.compareAndSet(false, true)) {
			return;
		}
		Connection connection = getDelegateInternal();
		boolean clean = false;
		try {
			passivate();
			restore(connection);
			clean = true;
		}
		catch (SQLException ex) {
			// the owner closes it
		}
		finally {
			setClosedInternal(true);
			this.owner.takeBack(connection, clean);
		}
	}

	/**
	 * A transaction may also have been begun by a statement, which the driver does not
	 * notice: it would be left to the next one who gets the connection.
	 */
	private void restore(Connection connection) throws SQLException {
		Databases.endTransaction(connection);
		for (Setting setting : this.changed.values()) {
			setting.restore();
		}
		connection.clearWarnings();
	}

	@Override
	public void setReadOnly(boolean readOnly) throws SQLException {
		Connection connection = getDelegateInternal();
		boolean before = connection.isReadOnly();
		this.changed.putIfAbsent("readOnly", () -> connection.setReadOnly(before));
		super.setReadOnly(readOnly);
	}

	@Override
	public void setTransactionIsolation(int level) throws SQLException {
		Connection connection = getDelegateInternal();
		int before = connection.getTransactionIsolation();
		this.changed.putIfAbsent("isolation", () -> connection.setTransactionIsolation(before));
		super.setTransactionIsolation(level);
	}

	@Override
	public void setSchema(@Nullable String schema) throws SQLException {
		Connection connection = getDelegateInternal();
		String before = connection.getSchema();
		this.changed.putIfAbsent("schema", () -> connection.setSchema(before));
		super.setSchema(schema);
	}

	@Override
	public void setNetworkTimeout(@Nullable Executor executor, int milliseconds) throws SQLException {
		Connection connection = getDelegateInternal();
		int before = connection.getNetworkTimeout();
		this.changed.putIfAbsent("networkTimeout", () -> connection.setNetworkTimeout(Runnable::run, before));
		super.setNetworkTimeout(executor, milliseconds);
	}

	@Override
	protected void checkOpen() throws SQLException {
		if (this.returned.get() && isClosedInternal()) {
			throw new SQLException("The connection has been closed");
		}
		super.checkOpen();
	}

	/**
	 * Where a connection came from.
	 */
	interface Owner {

		/**
		 * Takes it back.
		 * @param connection the connection
		 * @param clean whether it is as it was before, and can be used again
		 * @throws SQLException if it cannot be taken back
		 */
		void takeBack(Connection connection, boolean clean) throws SQLException;

	}

	/**
	 * Something that was changed.
	 */
	private interface Setting {

		void restore() throws SQLException;

	}

}
