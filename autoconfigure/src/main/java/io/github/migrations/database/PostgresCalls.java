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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.github.migrations.script.Piece;

/**
 * Procedures that commit. The server refuses to commit in a transaction that was begun
 * before the call, but only when the procedure has come so far, and rolling back does not
 * give back what was drawn from sequences until then. So it is found out before.
 *
 * @see <a href="https://www.postgresql.org/docs/current/plpgsql-transactions.html">
 * Transaction management</a>
 */
final class PostgresCalls {

	private static final String NAME = "\\s+(?:" + PostgresStatements.IDENTIFIER + "\\s*\\.\\s*){0,2}("
			+ PostgresStatements.IDENTIFIER + ")\\s*\\(";

	private static final Pattern CALL = Pattern.compile("\\bCALL" + NAME, Pattern.CASE_INSENSITIVE);

	private static final Pattern CREATE = Pattern.compile("CREATE\\s+(?:OR\\s+REPLACE\\s+)?PROCEDURE" + NAME,
			Pattern.CASE_INSENSITIVE);

	private static final Set<String> CALLERS = Set.of("CALL", "DO");

	private static final String SOURCE = "SELECT prosrc FROM pg_catalog.pg_proc WHERE prokind = 'p' AND proname = ?";

	private PostgresCalls() {
	}

	/**
	 * Returns the procedures that a statement calls.
	 * @param statement the statement
	 * @return their names; the schema is left out, because it may be anywhere in the
	 * {@code search_path}
	 */
	static Set<String> in(Piece statement) {
		List<String> tokens = statement.tokens();
		return (!tokens.isEmpty() && CALLERS.contains(tokens.get(0))) ? in(statement.text()) : Set.of();
	}

	private static Set<String> in(String code) {
		Set<String> names = new LinkedHashSet<>();
		Matcher call = CALL.matcher(code);
		while (call.find()) {
			names.add(name(call.group(1)));
		}
		return names;
	}

	/**
	 * Returns the procedure that a statement creates, if it commits.
	 * @param statement the statement
	 * @return its name or {@code null}
	 */
	static @Nullable String committing(Piece statement) {
		Matcher create = CREATE.matcher(statement.text());
		return (create.lookingAt() && PostgresStatements.commits(statement)) ? name(create.group(1)) : null;
	}

	/**
	 * Tells whether a procedure commits, or one that it calls.
	 * @param connection the connection
	 * @param procedures their names
	 * @return whether one of them does
	 * @throws SQLException if the catalogue cannot be read
	 */
	static boolean commit(Connection connection, Set<String> procedures) throws SQLException {
		Set<String> known = new HashSet<>(procedures);
		Deque<String> left = new ArrayDeque<>(procedures);
		while (!left.isEmpty()) {
			for (List<@Nullable String> row : Sql.rows(connection, SOURCE, left.remove())) {
				String source = String.valueOf(row.get(0));
				if (PostgresStatements.commits(source)) {
					return true;
				}
				in(source).stream().filter(known::add).forEach(left::add);
			}
		}
		return false;
	}

	private static String name(String identifier) {
		return (identifier.startsWith("\"")) ? identifier.substring(1, identifier.length() - 1).replace("\"\"", "\"")
				: identifier.toLowerCase(Locale.ROOT);
	}

}
