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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Asks PostgreSQL's catalogue what has become of a statement that runs outside a
 * transaction. An index build that ends early leaves an invalid index behind; whether it
 * is ours is known by the indexes that were there before it began.
 *
 * @see <a href=
 * "https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY">Building
 * indexes concurrently</a>
 */
final class PostgresRecovery {

	/** Statements that may be run any number of times. */
	private static final Set<String> HARMLESS = Set.of("VACUUM", "ANALYZE", "CLUSTER", "REINDEX", "DISCARD", "SET");

	private static final String INDEXES = "SELECT i.indexrelid::text FROM pg_catalog.pg_index i "
			+ "WHERE i.indrelid = pg_catalog.to_regclass(?)";

	private static final String INVALID = "SELECT i.indexrelid::text FROM pg_catalog.pg_index i WHERE NOT i.indisvalid";

	private static final String DETAILS = "SELECT i.indexrelid::text, c.relname, pg_catalog.format('%I.%I', n.nspname, "
			+ "c.relname), i.indisvalid, EXISTS (SELECT 1 FROM pg_catalog.pg_stat_progress_create_index p "
			+ "WHERE p.index_relid = i.indexrelid) FROM pg_catalog.pg_index i "
			+ "JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
			+ "WHERE i.indexrelid = ANY (pg_catalog.string_to_array(?, ',')::oid[])";

	private final Connection connection;

	private final List<String> tokens;

	PostgresRecovery(Connection connection, List<String> tokens) {
		this.connection = connection;
		this.tokens = tokens;
	}

	/**
	 * Notes the indexes that are there before the statement.
	 */
	String note() throws SQLException {
		return String.join(",", (candidates() != null) ? candidates() : List.of());
	}

	/**
	 * Returns the indexes among which those of the statement will be.
	 */
	private @Nullable List<String> candidates() throws SQLException {
		if (is("CREATE", "INDEX") || is("CREATE", "UNIQUE")) {
			return column(Sql.rows(this.connection, INDEXES, tableOfIndex()));
		}
		return (is("REINDEX")) ? column(Sql.rows(this.connection, INVALID)) : null;
	}

	Recovery recover(String note) throws SQLException {
		List<String> candidates = candidates();
		if (candidates != null) {
			List<String> made = new ArrayList<>(candidates);
			made.removeAll(Arrays.asList(note.split(",")));
			return recoverIndexes(made);
		}
		if (HARMLESS.contains(token(0)) || is("ALTER", "SYSTEM")) {
			return Recovery.REPEAT;
		}
		if (is("DROP", "INDEX")) {
			// one that is gone already would be an error, unless the statement says IF
			// EXISTS
			return exists("SELECT pg_catalog.to_regclass(?)", name(this.tokens.contains("EXISTS") ? 5 : 3))
					? Recovery.REPEAT : Recovery.DONE;
		}
		if (is("CREATE", "DATABASE") || is("DROP", "DATABASE")) {
			boolean there = exists("SELECT 1 FROM pg_catalog.pg_database WHERE pg_catalog.quote_ident(datname) = "
					+ "pg_catalog.quote_ident(?)", unquote(token(this.tokens.contains("EXISTS") ? 4 : 2)));
			return (there == is("CREATE")) ? Recovery.DONE : Recovery.REPEAT;
		}
		return Recovery.UNKNOWN;
	}

	private Recovery recoverIndexes(List<String> made) throws SQLException {
		String name = (is("CREATE")) ? indexName() : null;
		int valid = 0;
		for (List<@Nullable String> index : Sql.rows(this.connection, DETAILS, String.join(",", made))) {
			if (name != null && !name.equals(index.get(1))) {
				continue;
			}
			if ("t".equals(index.get(3))) {
				valid++;
			}
			else if ("t".equals(index.get(4))) {
				return new Recovery(Recovery.Outcome.UNKNOWN,
						"the index %s is being built by somebody else right now; start ".formatted(index.get(2))
								+ "again when that has ended");
			}
			else {
				Sql.execute(this.connection, "DROP INDEX CONCURRENTLY IF EXISTS " + index.get(2));
			}
		}
		if (valid > 1) {
			return new Recovery(Recovery.Outcome.UNKNOWN, "several indexes have been made since, and it has no name");
		}
		return (valid == 1 && is("CREATE")) ? Recovery.DONE : Recovery.REPEAT;
	}

	/**
	 * The name in {@code CREATE … INDEX CONCURRENTLY [IF NOT EXISTS] [name] ON table}.
	 */
	private @Nullable String indexName() {
		int on = this.tokens.indexOf("ON");
		String before = token(on - 1);
		return (before.equals("CONCURRENTLY") || before.equals("EXISTS")) ? null : unquote(before);
	}

	private String tableOfIndex() {
		int on = this.tokens.indexOf("ON");
		return name((token(on + 1).equals("ONLY")) ? on + 2 : on + 1);
	}

	/**
	 * Returns a name that may be qualified, as it may stand in a statement.
	 */
	private String name(int from) {
		StringBuilder name = new StringBuilder(quoted(token(from)));
		for (int i = from + 1; token(i).equals("."); i += 2) {
			name.append('.').append(quoted(token(i + 1)));
		}
		return name.toString();
	}

	private static String quoted(String token) {
		return TableName.quote(unquote(token));
	}

	private static String unquote(String token) {
		return (token.startsWith("\"")) ? token.substring(1, token.length() - 1).replace("\"\"", "\"")
				: token.toLowerCase(Locale.ROOT);
	}

	private boolean exists(String sql, String parameter) throws SQLException {
		return Sql.value(this.connection, sql, parameter) != null;
	}

	private static List<String> column(List<List<@Nullable String>> rows) {
		return rows.stream().map((row) -> Objects.requireNonNullElse(row.get(0), "")).toList();
	}

	private boolean is(String... words) {
		for (int i = 0; i < words.length; i++) {
			if (!token(i).equals(words[i])) {
				return false;
			}
		}
		return true;
	}

	private String token(int index) {
		return (index >= 0 && index < this.tokens.size()) ? this.tokens.get(index) : "";
	}

}
