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
import java.util.regex.Pattern;

/**
 * Checks constraints that are deferred to the end of the transaction where a statement
 * needs it. Without a transaction around the file they would have been checked after each
 * statement; inside one PostgreSQL refuses to alter a table that such checks are still
 * pending for.
 */
final class PostgresDeferred {

	/** These leave no checks pending, or belong to none. */
	private static final Pattern WRITES = Pattern
		.compile("(?!(CREATE|ALTER|DROP|COMMENT|GRANT|REVOKE|SET|RESET|SHOW)\\b)", Pattern.CASE_INSENSITIVE);

	private static final Pattern REFUSED_WHILE_PENDING = Pattern.compile(
			"(ALTER\\s+TABLE|DROP|TRUNCATE|CREATE\\s+(UNIQUE\\s+)?INDEX|REINDEX|CLUSTER|REFRESH)\\b",
			Pattern.CASE_INSENSITIVE);

	private static final String OBJECT_IN_USE = "55006";

	private static final String SAVEPOINT = "migrations_pending";

	private final Connection connection;

	private boolean written;

	PostgresDeferred(Connection connection) {
		this.connection = connection;
	}

	/** A transaction has begun. */
	void begin() {
		this.written = false;
	}

	/** Rows were written. */
	void written() {
		this.written = true;
	}

	/**
	 * Runs a statement, once more if pending checks were in its way.
	 * @param transaction whether a transaction is open
	 * @return how many rows it changed
	 */
	long execute(String sql, boolean transaction, Session.Cancellation cancellation) throws SQLException {
		if (!transaction || !this.written || !REFUSED_WHILE_PENDING.matcher(sql).lookingAt()) {
			this.written |= WRITES.matcher(sql).lookingAt();
			return Sql.run(this.connection, sql, cancellation);
		}
		Sql.execute(this.connection, "SAVEPOINT " + SAVEPOINT);
		long changed;
		try {
			changed = Sql.run(this.connection, sql, cancellation);
		}
		catch (SQLException ex) {
			if (!OBJECT_IN_USE.equals(ex.getSQLState())) {
				throw ex;
			}
			Sql.execute(this.connection, "ROLLBACK TO SAVEPOINT " + SAVEPOINT);
			Sql.run(this.connection, "SET CONSTRAINTS ALL IMMEDIATE", cancellation);
			changed = Sql.run(this.connection, sql, cancellation);
		}
		Sql.execute(this.connection, "RELEASE SAVEPOINT " + SAVEPOINT);
		return changed;
	}

}
