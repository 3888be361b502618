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
 * Checks deferred constraints early enough. Where a script leaves each statement to be
 * committed by itself, they are checked after each one; in one transaction around all of
 * them PostgreSQL refuses to alter a table that such checks are pending for
 * ({@code CheckTableNotInUse} in its source). So they are checked before the first
 * statement that could be refused. A savepoint to go back to instead is no way out: after
 * some statements the server refuses to make one.
 */
final class PostgresDeferred {

	private static final Pattern WRITES = Pattern
		.compile("(?!(CREATE|ALTER|DROP|COMMENT|GRANT|REVOKE|SET|RESET|SHOW)\\b)", Pattern.CASE_INSENSITIVE);

	private static final Pattern REFUSED_WHILE_PENDING = Pattern.compile(
			"(ALTER\\s+TABLE|DROP|TRUNCATE|CREATE\\s+(UNIQUE\\s+)?INDEX|REINDEX|CLUSTER|REFRESH)\\b",
			Pattern.CASE_INSENSITIVE);

	private final Connection connection;

	private boolean active;

	private boolean written;

	PostgresDeferred(Connection connection) {
		this.connection = connection;
	}

	/** A transaction has begun. */
	void begin(boolean active) {
		this.active = active;
		this.written = false;
	}

	/** Rows are written. */
	void write() {
		this.written = true;
	}

	/** A statement is about to run. */
	void before(String sql) throws SQLException {
		if (!this.active) {
			return;
		}
		if (this.written && REFUSED_WHILE_PENDING.matcher(sql).lookingAt()) {
			Sql.execute(this.connection, "SET CONSTRAINTS ALL IMMEDIATE");
			this.active = false;
		}
		this.written |= WRITES.matcher(sql).lookingAt();
	}

}
