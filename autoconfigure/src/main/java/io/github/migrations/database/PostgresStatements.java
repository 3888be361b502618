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

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.migrations.script.Piece;

/**
 * What PostgreSQL's statements mean for the transaction around them, as far as their
 * words tell. What they do not tell (a procedure that commits) the server says when it
 * runs.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-commands.html">SQL
 * commands</a>
 */
final class PostgresStatements {

	private static final Pattern COMMITS = Pattern.compile("\\b(COMMIT|ROLLBACK)\\s*(WORK|TRANSACTION)?\\s*(AND|;)",
			Pattern.CASE_INSENSITIVE);

	private static final Set<String> WHOLE_REINDEX = Set.of("DATABASE", "SYSTEM", "SCHEMA");

	private PostgresStatements() {
	}

	static StatementKind kind(Piece statement) {
		List<String> tokens = statement.tokens();
		return switch (token(tokens, 0)) {
			case "BEGIN", "START" -> StatementKind.BEGIN;
			case "COMMIT", "END" ->
				(token(tokens, 1).equals("PREPARED")) ? StatementKind.OUTSIDE : StatementKind.COMMIT;
			case "ROLLBACK", "ABORT" -> rollback(tokens);
			case "SET" -> (isEncoding(tokens)) ? StatementKind.SETTING : StatementKind.ORDINARY;
			case "COPY" -> (isCopyFromStdin(tokens)) ? StatementKind.COPY : StatementKind.ORDINARY;
			case "DO" -> outside(COMMITS.matcher(statement.text()).find());
			default -> outside(isOutside(tokens));
		};
	}

	/**
	 * The driver speaks UTF-8 with the server and ends the connection where a script
	 * changes that; the text of a script has been decoded already.
	 */
	private static boolean isEncoding(List<String> tokens) {
		return tokens.contains("CLIENT_ENCODING") || token(tokens, 1).equals("NAMES");
	}

	static boolean isSessionOnly(Piece statement) {
		return switch (token(statement.tokens(), 0)) {
			case "SET", "RESET", "LOAD", "LISTEN", "UNLISTEN" -> true;
			case "SELECT" -> statement.tokens().contains("SET_CONFIG");
			default -> false;
		};
	}

	private static StatementKind rollback(List<String> tokens) {
		if (token(tokens, 1).equals("PREPARED")) {
			return StatementKind.OUTSIDE;
		}
		return (tokens.contains("TO")) ? StatementKind.ORDINARY : StatementKind.ROLLBACK;
	}

	/**
	 * The data of {@code COPY t FROM stdin} follows in the script; a query in parentheses
	 * may hold these words too, but can only be copied out.
	 */
	private static boolean isCopyFromStdin(List<String> tokens) {
		int from = tokens.indexOf("FROM");
		return from > 0 && token(tokens, from + 1).equals("STDIN") && !token(tokens, 1).equals("(");
	}

	private static StatementKind outside(boolean outside) {
		return (outside) ? StatementKind.OUTSIDE : StatementKind.ORDINARY;
	}

	private static boolean isOutside(List<String> tokens) {
		String second = token(tokens, 1);
		return switch (token(tokens, 0)) {
			case "VACUUM" -> true;
			case "CREATE" -> switch (second) {
				case "INDEX" -> token(tokens, 2).equals("CONCURRENTLY");
				case "UNIQUE" -> token(tokens, 3).equals("CONCURRENTLY");
				case "DATABASE", "TABLESPACE", "SUBSCRIPTION" -> true;
				default -> false;
			};
			case "DROP" -> switch (second) {
				case "INDEX" -> token(tokens, 2).equals("CONCURRENTLY");
				case "DATABASE", "TABLESPACE", "SUBSCRIPTION" -> true;
				default -> false;
			};
			case "ALTER" -> isOutsideAlter(tokens);
			case "REINDEX" -> tokens.contains("CONCURRENTLY") || tokens.stream().anyMatch(WHOLE_REINDEX::contains);
			case "CLUSTER" -> tokens.size() == 1 || (tokens.size() == 2 && second.equals("VERBOSE"));
			case "DISCARD" -> second.equals("ALL");
			case "PREPARE" -> second.equals("TRANSACTION");
			default -> false;
		};
	}

	private static boolean isOutsideAlter(List<String> tokens) {
		return switch (token(tokens, 1)) {
			case "SYSTEM" -> true;
			case "DATABASE" -> tokens.contains("TABLESPACE");
			case "SUBSCRIPTION" -> tokens.contains("REFRESH") || tokens.contains("PUBLICATION");
			case "TABLE" -> tokens.contains("DETACH") && tokens.contains("CONCURRENTLY");
			default -> false;
		};
	}

	private static String token(List<String> tokens, int index) {
		return (index < tokens.size()) ? tokens.get(index) : "";
	}

}
