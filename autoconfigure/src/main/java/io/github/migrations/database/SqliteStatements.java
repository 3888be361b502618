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
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * What SQLite's statements mean for the transaction and the session around them.
 *
 * @see <a href="https://www.sqlite.org/lang_transaction.html">Transactions</a>
 * @see <a href="https://www.sqlite.org/pragma.html">Pragmas</a>
 */
final class SqliteStatements {

	/**
	 * The pragma that cannot be set inside a transaction, though it can be read there.
	 */
	private static final String OUTSIDE_PRAGMA = "JOURNAL_MODE";

	/**
	 * Pragmas of the connection that have no effect, or are refused, in a transaction.
	 */
	private static final Set<String> SETTINGS = Set.of("FOREIGN_KEYS", "SYNCHRONOUS", "TEMP_STORE");

	/** Pragmas that write to the database. */
	private static final Set<String> WRITING = Set.of("USER_VERSION", "APPLICATION_ID", "SCHEMA_VERSION");

	/** Pragmas that a database takes on when it is created. */
	private static final Set<String> CREATION = Set.of("PAGE_SIZE", "AUTO_VACUUM", "ENCODING");

	private static final Pattern ON = Pattern.compile("ON|TRUE|YES|[0-9]*[1-9][0-9]*");

	private static final Pattern QUOTES = Pattern.compile("^['\"`\\[]|['\"`\\]]$");

	private SqliteStatements() {
	}

	static StatementKind kind(List<String> tokens) {
		return switch (token(tokens, 0)) {
			case "BEGIN" -> StatementKind.BEGIN;
			case "COMMIT", "END" -> StatementKind.COMMIT;
			case "ROLLBACK" -> (tokens.contains("TO")) ? StatementKind.ORDINARY : StatementKind.ROLLBACK;
			case "VACUUM", "DETACH" -> StatementKind.OUTSIDE;
			case "PRAGMA" -> pragma(tokens);
			default -> StatementKind.ORDINARY;
		};
	}

	private static StatementKind pragma(List<String> tokens) {
		String name = pragmaName(tokens);
		if (name.equals("WAL_CHECKPOINT") || (name.equals(OUTSIDE_PRAGMA) && isSet(tokens))) {
			return StatementKind.OUTSIDE;
		}
		return (SETTINGS.contains(name) && isSet(tokens)) ? StatementKind.SETTING : StatementKind.ORDINARY;
	}

	private static boolean isSet(List<String> tokens) {
		return tokens.contains("=") || tokens.contains("(");
	}

	private static String pragmaName(List<String> tokens) {
		return (token(tokens, 2).equals(".")) ? token(tokens, 3) : token(tokens, 1);
	}

	/**
	 * Tells whether a statement switches the enforcement of foreign keys on or off.
	 * @param tokens the tokens of the statement
	 * @return the value of {@code PRAGMA foreign_keys = …}, or {@code null}
	 */
	static @Nullable Boolean foreignKeys(List<String> tokens) {
		if (!token(tokens, 0).equals("PRAGMA") || !pragmaName(tokens).equals("FOREIGN_KEYS") || !isSet(tokens)) {
			return null;
		}
		int value = Math.max(tokens.indexOf("="), tokens.indexOf("(")) + 1;
		return ON.matcher(name(token(tokens, (token(tokens, value).equals("+")) ? value + 1 : value))).matches();
	}

	static boolean shapesNewDatabase(List<String> tokens) {
		return token(tokens, 0).equals("PRAGMA") && CREATION.contains(pragmaName(tokens)) && isSet(tokens);
	}

	static boolean isSessionOnly(List<String> tokens) {
		return switch (token(tokens, 0)) {
			case "ATTACH", "DETACH" -> true;
			case "PRAGMA" ->
				kind(tokens) != StatementKind.OUTSIDE && !(WRITING.contains(pragmaName(tokens)) && isSet(tokens));
			default -> false;
		};
	}

	static boolean changesSession(List<String> tokens) {
		return switch (token(tokens, 0)) {
			case "PRAGMA", "ATTACH" -> true;
			case "CREATE" -> token(tokens, 1).equals("TEMP") || token(tokens, 1).equals("TEMPORARY")
					|| IntStream.range(0, tokens.size())
						.anyMatch((i) -> name(tokens.get(i)).equals("TEMP") && token(tokens, i + 1).equals("."));
			default -> false;
		};
	}

	/** A name or value, whatever quotes stand around it. */
	private static String name(String token) {
		return QUOTES.matcher(token).replaceAll("").toUpperCase(Locale.ROOT);
	}

	private static String token(List<String> tokens, int index) {
		return (index < tokens.size()) ? tokens.get(index) : "";
	}

}
