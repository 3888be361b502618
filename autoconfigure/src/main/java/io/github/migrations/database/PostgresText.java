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

import org.postgresql.core.BaseConnection;
import org.postgresql.core.Parser;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * Text of SQL for the driver, which takes {@code ??} for the operator {@code ?} wherever
 * it looks for parameters or for several statements, though there are none.
 *
 * @see <a href="https://jdbc.postgresql.org/documentation/query/">Using the Statement or
 * PreparedStatement interface</a>
 */
final class PostgresText {

	private PostgresText() {
	}

	/**
	 * Returns the text of which the driver sends the server what stands in the script.
	 * @param sql the text of a statement
	 * @param connection the connection that is to run it
	 * @return the text for the driver
	 * @throws SQLException if the connection is none of this driver
	 */
	static String forDriver(String sql, Connection connection) throws SQLException {
		if (!sql.contains("??")) {
			return sql;
		}
		BaseConnection driver = connection.unwrap(BaseConnection.class);
		boolean takenAsItIs = driver.getPreferQueryMode().compareTo(PreferQueryMode.EXTENDED) < 0;
		return (takenAsItIs) ? sql : doubled(sql, driver.getStandardConformingStrings());
	}

	/**
	 * Doubles each question mark of an operator.
	 * @param sql the text of a statement
	 * @param standardStrings whether a backslash in a plain string stands for itself
	 */
	static String doubled(String sql, boolean standardStrings) {
		char[] chars = sql.toCharArray();
		StringBuilder text = new StringBuilder(chars.length + 8);
		for (int i = 0; i < chars.length; i++) {
			int end = Math.min(endOfToken(chars, i, standardStrings), chars.length - 1);
			text.append(chars, i, end - i + 1);
			if (chars[i] == '?') {
				text.append('?');
			}
			i = end;
		}
		return text.toString();
	}

	/** Strings, names and comments end where the driver sees their ends. */
	private static int endOfToken(char[] chars, int offset, boolean standardStrings) {
		return switch (chars[offset]) {
			case '\'' -> Parser.parseSingleQuotes(chars, offset, standardStrings);
			case '"' -> Parser.parseDoubleQuotes(chars, offset);
			case '-' -> Parser.parseLineComment(chars, offset);
			case '/' -> Parser.parseBlockComment(chars, offset);
			case '$' -> Parser.parseDollarQuotes(chars, offset);
			default -> offset;
		};
	}

}
