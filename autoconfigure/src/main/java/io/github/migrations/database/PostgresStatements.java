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
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

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

	/** The name of something; without a limit, doubled quotes could exhaust the stack. */
	static final String IDENTIFIER = "(?:\"[^\"]+(?:\"\"[^\"]*){0,63}\"|[A-Za-z_\\x80-\\uFFFF][\\w$\\x80-\\uFFFF]*)";

	private static final Pattern COMMITS = Pattern
		.compile("\\b(?:COMMIT|ROLLBACK)\\s*+(?:(?:WORK|TRANSACTION)\\s*+)?(?:AND|;)", Pattern.CASE_INSENSITIVE);

	/** Comments and texts, which may speak of a commit without being one. */
	private static final Pattern NO_CODE = Pattern.compile("--[^\\r\\n]*|/\\*.*?(?:\\*/|\\z)|'[^']*'", Pattern.DOTALL);

	private static final Pattern COPY_TOKEN = Pattern
		.compile("--[^\\r\\n]*|/\\*.*?(?:\\*/|\\z)|'[^']*'|\"[^\"]*\"|[()]|\\w+", Pattern.DOTALL);

	private static final Set<String> OPTIONS = Set.of("ISOLATION", "READ", "DEFERRABLE");

	private static final Set<String> STDIN = Set.of("STDIN", "STDOUT");

	private static final Set<String> FALSE = Set.of("FALSE", "OFF", "0", "'FALSE'", "'OFF'", "'0'");

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
			case "SET" ->
				(isEncoding(tokens) || setsTransaction(tokens)) ? StatementKind.SETTING : StatementKind.ORDINARY;
			case "COPY" -> (isCopyFromStdin(statement.text())) ? StatementKind.COPY : StatementKind.ORDINARY;
			case "DO" -> outside(commits(statement));
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

	/**
	 * Tells whether a statement says how its transaction is to be run. Outside any
	 * transaction the server says with a warning that it has no effect.
	 * @param tokens the tokens of the statement
	 * @return whether it begins one with options, or sets them
	 */
	static boolean setsTransaction(List<String> tokens) {
		return switch (token(tokens, 0)) {
			case "BEGIN", "START" -> tokens.stream().anyMatch(OPTIONS::contains);
			case "SET" -> token(tokens, 1).equals("TRANSACTION")
					|| (token(tokens, 1).equals("LOCAL") && token(tokens, 2).startsWith("TRANSACTION_"));
			default -> false;
		};
	}

	/**
	 * Tells why a statement cannot be run.
	 * @param tokens the tokens of the statement
	 * @return the reason or {@code null}
	 */
	static @Nullable String refusal(List<String> tokens) {
		if (setsTransaction(tokens) && tokens.contains("ONLY")) {
			return "in a transaction that may only read it cannot be recorded how far the file has come. "
					+ "Remove READ ONLY";
		}
		boolean ends = Set.of("COMMIT", "END", "ROLLBACK", "ABORT").contains(token(tokens, 0));
		if (ends && tokens.contains("CHAIN") && !tokens.contains("NO")) {
			return "AND CHAIN is not supported. Begin the next transaction with a statement of its own: BEGIN";
		}
		return null;
	}

	/**
	 * Returns the literal in {@code ALTER TYPE … ADD VALUE [IF NOT EXISTS] 'value'},
	 * which cannot be used in the transaction that adds it.
	 */
	static @Nullable String addedEnumValue(List<String> tokens) {
		int value = tokens.indexOf("VALUE");
		if (!token(tokens, 0).equals("ALTER") || !token(tokens, 1).equals("TYPE")
				|| !token(tokens, value - 1).equals("ADD")) {
			return null;
		}
		String literal = token(tokens, (token(tokens, value + 1).equals("IF")) ? value + 4 : value + 1);
		return (literal.startsWith("'")) ? literal : null;
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
	 * The data of {@code COPY t FROM stdin} follows in the script. Its column list may be
	 * longer than the tokens that are kept, and the server takes {@code stdout} for the
	 * same; a query in parentheses may hold these words too, but can only be copied out.
	 */
	private static boolean isCopyFromStdin(String text) {
		Matcher matcher = COPY_TOKEN.matcher(text);
		int parentheses = 0;
		boolean from = false;
		while (matcher.find()) {
			String token = matcher.group().toUpperCase(Locale.ROOT);
			if (token.startsWith("--") || token.startsWith("/*")) {
				continue;
			}
			parentheses += (token.equals("(")) ? 1 : (token.equals(")")) ? -1 : 0;
			if (from) {
				return STDIN.contains(token);
			}
			from = parentheses == 0 && token.equals("FROM");
		}
		return false;
	}

	/**
	 * The body of a {@code DO} is a text itself; between dollar signs it can be told from
	 * the texts inside.
	 */
	static boolean commits(Piece statement) {
		boolean quoted = statement.tokens().stream().anyMatch((token) -> token.matches("(?s)[Ee]?'.*"));
		return (quoted) ? COMMITS.matcher(statement.text()).find() : commits(statement.text());
	}

	/**
	 * Tells whether the body of a procedure commits.
	 * @param code the body
	 * @return whether it does
	 */
	static boolean commits(String code) {
		return COMMITS.matcher(NO_CODE.matcher(code).replaceAll(" ")).find();
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
				case "DATABASE", "TABLESPACE" -> true;
				case "SUBSCRIPTION" -> !isFalse(tokens, "CREATE_SLOT") && !isFalse(tokens, "CONNECT");
				default -> false;
			};
			case "DROP" -> switch (second) {
				case "INDEX" -> token(tokens, 2).equals("CONCURRENTLY");
				case "DATABASE", "TABLESPACE", "SUBSCRIPTION" -> true;
				default -> false;
			};
			case "ALTER" -> isOutsideAlter(tokens);
			case "REINDEX" -> isOutsideReindex(tokens);
			case "CLUSTER" -> afterOptions(tokens, (second.equals("VERBOSE")) ? 2 : 1) == tokens.size();
			case "DISCARD" -> second.equals("ALL");
			case "PREPARE" -> second.equals("TRANSACTION");
			default -> false;
		};
	}

	private static boolean isOutsideReindex(List<String> tokens) {
		int object = afterOptions(tokens, 1);
		int concurrently = tokens.indexOf("CONCURRENTLY");
		boolean option = concurrently > 0 && concurrently < object && !FALSE.contains(token(tokens, concurrently + 1));
		return option || WHOLE_REINDEX.contains(token(tokens, object)) || concurrently == object + 1;
	}

	/** The index behind options in parentheses, if there are any. */
	private static int afterOptions(List<String> tokens, int index) {
		return (token(tokens, index).equals("(")) ? tokens.indexOf(")") + 1 : index;
	}

	private static boolean isOutsideAlter(List<String> tokens) {
		return switch (token(tokens, 1)) {
			case "SYSTEM" -> true;
			case "DATABASE" -> token(tokens, 3).equals("SET") && token(tokens, 4).equals("TABLESPACE");
			case "SUBSCRIPTION" -> tokens.contains("PUBLICATION") && !isFalse(tokens, "REFRESH");
			case "TABLE" -> tokens.contains("DETACH") && tokens.contains("CONCURRENTLY");
			default -> false;
		};
	}

	private static boolean isFalse(List<String> tokens, String option) {
		int index = tokens.lastIndexOf(option);
		return index > 0 && token(tokens, index + 1).equals("=")
				&& FALSE.contains(token(tokens, index + 2).toUpperCase(Locale.ROOT));
	}

	private static String token(List<String> tokens, int index) {
		return (index >= 0 && index < tokens.size()) ? tokens.get(index) : "";
	}

}
