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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text of SQL as SQLite keeps it in its schema, cut into tokens, so that texts can be
 * compared that differ in spaces, comments, letter case or superfluous quotes alone.
 *
 * @see <a href="https://www.sqlite.org/lang_keywords.html">Quoting</a>
 */
final class SqliteText {

	private static final Pattern TOKEN = Pattern.compile(
			"(?<skip>\\s+|--[^\\n]*|/\\*.*?(\\*/|$))|(?<string>'([^']|'')*')|(?<quoted>\"([^\"]|\"\")*\"|`([^`]|``)*`|\\[[^]]*])"
					+ "|(?<word>[\\w$]+)|(?<other>.)",
			Pattern.DOTALL | Pattern.UNICODE_CHARACTER_CLASS);

	private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

	private SqliteText() {
	}

	/**
	 * Cuts a text.
	 * @param sql the text of one statement
	 * @return its tokens, in lower case where SQLite does not tell cases apart
	 */
	static List<String> tokens(String sql) {
		List<String> tokens = new ArrayList<>();
		Matcher matcher = TOKEN.matcher(sql);
		while (matcher.find()) {
			if (matcher.group("quoted") != null) {
				tokens.add(unquoted(matcher.group()));
			}
			else if (matcher.group("skip") == null) {
				tokens.add(
						(matcher.group("string") != null) ? matcher.group() : matcher.group().toLowerCase(Locale.ROOT));
			}
		}
		return tokens;
	}

	private static String unquoted(String quoted) {
		String name = quoted.substring(1, quoted.length() - 1).toLowerCase(Locale.ROOT);
		return (PLAIN.matcher(name).matches()) ? name : '"' + name + '"';
	}

	/**
	 * Returns a whole statement for comparison.
	 * @param sql its text
	 * @return its tokens, without what only matters while it runs
	 */
	static String normal(String sql) {
		return String.join(" ", tokens(sql)).replaceFirst(" if not exists ", " ");
	}

	/**
	 * Returns the conditions of a table.
	 * @param sql the statement that creates the table
	 * @return what stands in brackets behind each {@code CHECK}
	 */
	static List<String> checks(String sql) {
		List<String> tokens = tokens(sql);
		List<String> checks = new ArrayList<>();
		for (int i = 0; i + 1 < tokens.size(); i++) {
			if (tokens.get(i).equals("check") && tokens.get(i + 1).equals("(")) {
				checks.add(String.join(" ", tokens.subList(i + 2, end(tokens, i + 1))));
			}
		}
		return checks;
	}

	private static int end(List<String> tokens, int open) {
		int depth = 0;
		for (int i = open; i < tokens.size(); i++) {
			depth += switch (tokens.get(i)) {
				case "(" -> 1;
				case ")" -> -1;
				default -> 0;
			};
			if (depth == 0) {
				return i;
			}
		}
		return tokens.size();
	}

}
