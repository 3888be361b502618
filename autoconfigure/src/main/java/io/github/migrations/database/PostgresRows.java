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
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.QueryExecutor;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * Runs many statements that change rows with few round trips.
 * <p>
 * Several of them in one text, as psql sends what {@code \;} joins, take the server about
 * two thirds of the time that they take in a batch of the driver, which sends it four
 * messages for each. But each one's text is then, for whoever asks the server, the text
 * of them all. Where anything may ask (a statement, routine, default, view, rule or
 * condition that calls {@code current_query()}, a routine or view that looks at
 * {@code pg_stat_activity}, the extensions pgaudit and auto_explain), they remain a
 * batch.
 *
 * @see <a href=
 * "https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-MULTI-STATEMENT">Multiple
 * Statements in a Simple Query</a>
 */
final class PostgresRows {

	/** As many as the driver sends of a batch before it waits for an answer. */
	private static final int JOINED = 250;

	/** So few are not worth the question who reads their texts. */
	private static final int FEW = 50;

	/** The first number of an object that is not part of the server. */
	private static final int FIRST_NORMAL_OBJECT = 16384;

	/**
	 * A text may be read otherwise than its parts were where backslashes escape in it.
	 */
	private static final String NOBODY_READS_TEXTS = "SELECT pg_catalog.current_setting('standard_conforming_strings') = 'on' "
			+ "AND coalesce(pg_catalog.current_setting('pgaudit.log', true), '') IN ('', 'none') "
			+ "AND coalesce(pg_catalog.current_setting('auto_explain.log_min_duration', true), '') IN ('', '-1') "
			+ "AND NOT EXISTS (SELECT FROM pg_catalog.pg_proc WHERE oid >= " + FIRST_NORMAL_OBJECT
			+ " AND prosrc ~* 'current_query|pg_stat_(get_)?activity') AND NOT EXISTS (SELECT FROM ("
			+ "SELECT adbin::text AS tree FROM pg_catalog.pg_attrdef"
			+ " UNION ALL SELECT conbin::text FROM pg_catalog.pg_constraint"
			+ " UNION ALL SELECT typdefaultbin::text FROM pg_catalog.pg_type"
			+ " UNION ALL SELECT tgqual::text FROM pg_catalog.pg_trigger"
			+ " UNION ALL SELECT polqual::text FROM pg_catalog.pg_policy"
			+ " UNION ALL SELECT polwithcheck::text FROM pg_catalog.pg_policy"
			+ " UNION ALL SELECT pg_catalog.to_jsonb(p) ->> 'prosqlbody' FROM pg_catalog.pg_proc p WHERE oid >= "
			+ FIRST_NORMAL_OBJECT + " UNION ALL SELECT ev_action::text FROM pg_catalog.pg_rewrite WHERE oid >= "
			+ FIRST_NORMAL_OBJECT + " UNION ALL SELECT ev_qual::text FROM pg_catalog.pg_rewrite WHERE oid >= "
			+ FIRST_NORMAL_OBJECT + ") AS trees WHERE pg_catalog.strpos(tree, ':funcid ' || "
			+ "'pg_catalog.current_query()'::pg_catalog.regprocedure::pg_catalog.oid || ' ') > 0 "
			+ "OR pg_catalog.strpos(tree, ':relid ' || "
			+ "'pg_catalog.pg_stat_activity'::pg_catalog.regclass::pg_catalog.oid || ' ') > 0 "
			+ "OR pg_catalog.strpos(tree, ':funcid ' || 'pg_catalog.pg_stat_get_activity(int4)'"
			+ "::pg_catalog.regprocedure::pg_catalog.oid || ' ') > 0)";

	private static final Pattern READS_ITS_TEXT = Pattern.compile("current_query", Pattern.CASE_INSENSITIVE);

	private final Connection connection;

	private @Nullable Boolean joinable;

	PostgresRows(Connection connection) {
		this.connection = connection;
	}

	/** Something else runs, which may create who reads the texts of statements. */
	void forget() {
		this.joinable = null;
	}

	/**
	 * Runs statements.
	 * @param statement runs them
	 * @param statements exactly one statement each
	 * @return how many rows they changed
	 * @throws SQLException if the database refuses one of them
	 */
	long run(Statement statement, List<String> statements) throws SQLException {
		long changed = 0;
		for (int from = 0; from < statements.size(); from += JOINED) {
			List<String> next = statements.subList(from, Math.min(from + JOINED, statements.size()));
			changed += (areJoinable(next)) ? joined(statement, next) : batch(statement, next);
		}
		return changed;
	}

	private boolean areJoinable(List<String> statements) throws SQLException {
		if (statements.size() <= FEW || statements.stream().anyMatch(PostgresRows::readsItsText)) {
			return false;
		}
		Boolean joinable = this.joinable;
		if (joinable == null) {
			joinable = this.connection.isWrapperFor(BaseConnection.class)
					&& "t".equals(Sql.value(this.connection, NOBODY_READS_TEXTS));
			this.joinable = joinable;
		}
		return joinable;
	}

	private static boolean readsItsText(String sql) {
		return READS_ITS_TEXT.matcher(sql).find();
	}

	private long joined(Statement statement, List<String> statements) throws SQLException {
		QueryExecutor executor = this.connection.unwrap(BaseConnection.class).getQueryExecutor();
		PreferQueryMode before = executor.getPreferQueryMode();
		executor.setPreferQueryMode(PreferQueryMode.SIMPLE);
		try {
			return Sql.changed(statement, statement.execute(String.join(";\n", statements)));
		}
		finally {
			executor.setPreferQueryMode(before);
		}
	}

	private long batch(Statement statement, List<String> statements) throws SQLException {
		for (String sql : statements) {
			statement.addBatch(PostgresText.forDriver(sql, this.connection));
		}
		return IntStream.of(statement.executeBatch()).filter((count) -> count > 0).asLongStream().sum();
	}

}
