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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.github.migrations.script.Piece;

/**
 * A trial in one transaction that is rolled back; each transaction of a real run is a
 * savepoint in it.
 */
final class PostgresTrial implements Trial {

	private static final String SAVEPOINT = "migrations_starter_trial";

	private static final Pattern ELSEWHERE = Pattern.compile("COPY\\b.*\\b(TO|PROGRAM)\\s+(E?'|\\$).*",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private static final Pattern SETVAL = Pattern.compile("\\bsetval\\s*\\(", Pattern.CASE_INSENSITIVE);

	private static final String IMMEDIATE = "SELECT string_agg(DISTINCT pg_catalog.format('%I.%I', n.nspname, c.conname), ', ') "
			+ "FROM pg_catalog.pg_constraint c JOIN pg_catalog.pg_namespace n ON n.oid = c.connamespace "
			+ "WHERE c.condeferrable AND NOT c.condeferred";

	private final Connection connection;

	private final TableName table;

	private final PostgresSession session;

	private @Nullable PostgresState before;

	private @Nullable PostgresTrace trace;

	private boolean started;

	PostgresTrial(Connection connection, TableName table) throws SQLException {
		this.connection = connection;
		this.table = table;
		this.session = PostgresSession.open(connection, table);
	}

	@Override
	public void prepare(Duration patience, Waiting waiting) throws SQLException, InterruptedException {
		this.session.lock(waiting);
	}

	@Override
	public Session session() {
		return this.session;
	}

	@Override
	public boolean isCopy() {
		return false;
	}

	@Override
	public void start() throws SQLException {
		this.before = PostgresState.of(this.connection);
		this.started = true;
		this.session.begin((holder) -> {
		});
		this.trace = PostgresTrace.begin(this.connection, this.table);
	}

	@Override
	public void begin(TransactionSettings settings) throws SQLException {
		this.session.start("SAVEPOINT " + SAVEPOINT);
		setLocal("lock_timeout", settings.lockTimeout());
		setLocal("statement_timeout", settings.statementTimeout());
	}

	private void setLocal(String name, @Nullable Duration duration) throws SQLException {
		if (duration != null) {
			Sql.execute(this.connection, "SET LOCAL " + name + " = " + duration.toMillis());
		}
	}

	/**
	 * There is no commit that would check deferred constraints. Afterwards they are
	 * deferred again, those of the next migration too that do not exist yet.
	 */
	@Override
	public void commit(Session.Cancellation cancellation) throws SQLException {
		Sql.run(this.connection, "SET CONSTRAINTS ALL IMMEDIATE", cancellation);
		Sql.execute(this.connection, "SET CONSTRAINTS ALL DEFERRED");
		String immediate = Sql.value(this.connection, IMMEDIATE);
		if (immediate != null) {
			Sql.execute(this.connection, "SET CONSTRAINTS " + immediate + " IMMEDIATE");
		}
		Sql.execute(this.connection, "RELEASE SAVEPOINT " + SAVEPOINT);
		trace().look();
	}

	@Override
	public void undo() throws SQLException {
		Sql.execute(this.connection, "ROLLBACK TO SAVEPOINT " + SAVEPOINT);
		Sql.execute(this.connection, "RELEASE SAVEPOINT " + SAVEPOINT);
		trace().look();
	}

	@Override
	public @Nullable String reasonNotToTry(Piece statement) {
		if (PostgresStatements.kind(statement) == StatementKind.OUTSIDE) {
			return "it cannot run in a transaction, so it could not be rolled back";
		}
		if (statement.tokens().size() > 1 && statement.tokens().get(0).equals("PREPARE")
				&& statement.tokens().get(1).equals("TRANSACTION")) {
			return "it would end the transaction that is to be rolled back";
		}
		if (ELSEWHERE.matcher(statement.text()).lookingAt()) {
			return "it works outside the database, where nothing can be rolled back";
		}
		return (SETVAL.matcher(statement.text()).find()) ? "what setval() sets is not rolled back" : null;
	}

	@Override
	public Effects effects(Piece statement) throws SQLException {
		boolean truncates = !statement.tokens().isEmpty() && statement.tokens().get(0).equals("TRUNCATE");
		return trace().effects(!truncates);
	}

	private PostgresTrace trace() {
		return Objects.requireNonNull(this.trace, "The trial has been started");
	}

	@Override
	public Map<String, Long> rows(Session.Cancellation cancellation) {
		return new HashMap<>();
	}

	@Override
	public List<Held> finish() throws SQLException {
		PostgresTrace trace = this.trace;
		PostgresState before = this.before;
		this.trace = null;
		this.before = null;
		if (this.started) {
			this.started = false;
			this.session.rollback();
		}
		List<Held> held = (trace != null) ? trace.end() : List.of();
		if (before != null) {
			before.restore();
		}
		return held;
	}

	@Override
	public void close() throws SQLException {
		try {
			finish();
		}
		finally {
			this.session.close();
		}
	}

}
