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

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises {@code INSERT INTO t (…) VALUES (…)} with one row of literals. Whatever else
 * could be a row, such as a call or a query, is none here.
 */
final class SqliteRow {

	private static final String NAME = "(?:\\w+|\"[^\"]*\"|`[^`]*`|\\[[^\\]]*])";

	private static final Pattern HEAD = Pattern.compile(
			"INSERT\\s+INTO\\s+" + NAME + "(?:\\s*\\.\\s*" + NAME + ")?\\s*(?:\\([^()'/-]*\\)\\s*)?VALUES\\s*(?=\\()",
			Pattern.CASE_INSENSITIVE);

	private static final Set<String> WORDS = Set.of("NULL", "TRUE", "FALSE");

	private final String sql;

	private int at;

	private SqliteRow(String sql, int from) {
		this.sql = sql;
		this.at = from;
	}

	/**
	 * Returns what stands before the row.
	 * @param sql a statement without trivia around it
	 * @return the text up to the row, empty if the statement is another one
	 */
	static String head(String sql) {
		Matcher head = HEAD.matcher(sql);
		return (head.lookingAt() && isRow(sql, head.end())) ? sql.substring(0, head.end()) : "";
	}

	/**
	 * Tells whether the rest of a statement is one row of literals.
	 * @param sql the statement
	 * @param from where the row begins
	 * @return whether nothing else stands there
	 */
	static boolean isRow(String sql, int from) {
		return new SqliteRow(sql, from).isRow();
	}

	private boolean isRow() {
		if (next() != '(') {
			return false;
		}
		char c;
		do {
			this.at++;
			space();
			if (!literal()) {
				return false;
			}
			space();
			c = next();
		}
		while (c == ',');
		return c == ')' && this.at == this.sql.length() - 1;
	}

	private boolean literal() {
		char c = next();
		if (c == '\'') {
			return text();
		}
		if (c == '-' || c == '+') {
			this.at++;
			c = next();
			return isDigit(c) && number();
		}
		return (isDigit(c)) ? number() : word();
	}

	private boolean text() {
		do {
			this.at = this.sql.indexOf('\'', this.at + 1) + 1;
		}
		while (this.at > 0 && next() == '\'');
		return this.at > 0;
	}

	/** SQLite itself refuses what looks like a number but is none. */
	private boolean number() {
		char before = 0;
		char c = next();
		while (isDigit(c) || isLetter(c) || ((c == '-' || c == '+') && (before == 'e' || before == 'E'))) {
			before = c;
			this.at++;
			c = next();
		}
		return true;
	}

	private boolean word() {
		int from = this.at;
		while (isLetter(next())) {
			this.at++;
		}
		boolean blob = this.at == from + 1 && next() == '\'' && (this.sql.charAt(from) | 0x20) == 'x';
		return (blob) ? text() : WORDS.contains(this.sql.substring(from, this.at).toUpperCase(Locale.ROOT));
	}

	private void space() {
		while (next() == ' ' || next() == '\n' || next() == '\t' || next() == '\r') {
			this.at++;
		}
	}

	private char next() {
		return (this.at < this.sql.length()) ? this.sql.charAt(this.at) : 0;
	}

	private static boolean isDigit(char c) {
		return (c >= '0' && c <= '9') || c == '.';
	}

	private static boolean isLetter(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	}

}
