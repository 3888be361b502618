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
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * How long the statements of a script may wait for a lock, and run. What the script
 * itself sets for the session goes before it.
 *
 * @see <a href="https://www.postgresql.org/docs/current/runtime-config-client.html">
 * Client connection defaults</a>
 */
final class PostgresLimits {

	private static final String LOCK_TIMEOUT = "lock_timeout";

	private static final String STATEMENT_TIMEOUT = "statement_timeout";

	private static final Pattern SET = Pattern.compile(
			"SET\\s+(?:SESSION\\s+)?(" + LOCK_TIMEOUT + "|" + STATEMENT_TIMEOUT + ")\\b", Pattern.CASE_INSENSITIVE);

	/** What cannot run in a transaction, and takes whole tables for itself. */
	private static final Pattern EXCLUSIVE = Pattern.compile(
			"VACUUM\\s*(?:\\([^)]*\\bFULL\\b|FULL\\b)|CLUSTER\\b|REINDEX\\b(?!.*\\bCONCURRENTLY\\b)",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private final Connection connection;

	private final Set<String> setByScript = new HashSet<>();

	private TransactionSettings settings = TransactionSettings.PLAIN;

	PostgresLimits(Connection connection) {
		this.connection = connection;
	}

	void enter(TransactionSettings settings) {
		this.settings = settings;
		this.setByScript.clear();
	}

	/** Comes before a statement of the script. */
	void beforeStatement(String sql) {
		Matcher set = SET.matcher(sql);
		if (set.lookingAt()) {
			this.setByScript.add(set.group(1).toLowerCase(Locale.ROOT));
		}
	}

	/**
	 * Sets them for the transaction in a query that is there anyway.
	 * @return more columns of the query, each after a comma
	 */
	String columns() {
		return column(LOCK_TIMEOUT, lockTimeout()) + column(STATEMENT_TIMEOUT, statementTimeout());
	}

	private static String column(String name, @Nullable Duration duration) {
		return (duration != null) ? ", pg_catalog.set_config('%s', '%d', true)".formatted(name, duration.toMillis())
				: "";
	}

	/**
	 * Sets them for a transaction that the script has begun itself. It may go on with
	 * {@code SET TRANSACTION}, which no query may come before.
	 */
	void setLocal() throws SQLException {
		setLocal(LOCK_TIMEOUT, lockTimeout());
		setLocal(STATEMENT_TIMEOUT, statementTimeout());
	}

	private void setLocal(String name, @Nullable Duration duration) throws SQLException {
		if (duration != null) {
			Sql.execute(this.connection, "SET LOCAL " + name + " = " + duration.toMillis());
		}
	}

	/**
	 * Sets them for a statement outside any transaction, if it could stand in the way of
	 * others while it waits. An index that is built concurrently waits for old
	 * transactions as long as it takes, and stands in nobody's way.
	 * @return what it was before, for {@link #end}, or {@code null} if there is nothing
	 * to take back
	 */
	@Nullable String begin(String sql) throws SQLException {
		Duration limit = lockTimeout();
		if (limit == null || !EXCLUSIVE.matcher(sql).lookingAt()) {
			return null;
		}
		String before = Sql.value(this.connection, "SHOW " + LOCK_TIMEOUT);
		setLockTimeout(String.valueOf(limit.toMillis()));
		return before;
	}

	void end(@Nullable String before) throws SQLException {
		if (before != null && !this.connection.isClosed()) {
			setLockTimeout(before);
		}
	}

	private void setLockTimeout(String value) throws SQLException {
		Sql.rows(this.connection, "SELECT pg_catalog.set_config(?, ?, false)", LOCK_TIMEOUT, value);
	}

	private @Nullable Duration lockTimeout() {
		return (this.setByScript.contains(LOCK_TIMEOUT)) ? null : this.settings.lockTimeout();
	}

	private @Nullable Duration statementTimeout() {
		return (this.setByScript.contains(STATEMENT_TIMEOUT)) ? null : this.settings.statementTimeout();
	}

}
