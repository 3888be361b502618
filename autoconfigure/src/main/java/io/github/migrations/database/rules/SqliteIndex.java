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

package io.github.migrations.database.rules;

import java.util.List;

/**
 * An index of SQLite.
 *
 * @param name its name
 * @param table its table
 * @param columns the tokens of each of its columns or expressions
 * @param where the tokens of its condition, none if it has none
 */
record SqliteIndex(Name name, Name table, List<List<Token>> columns, List<Token> where) {

	private static final List<String> OPTIONS = List.of("ASC", "DESC", "COLLATE");

	/** The columns that stand there by their name alone. */
	List<String> plainColumns() {
		return this.columns.stream()
			.filter((column) -> column.get(0).isName() && (column.size() == 1 || column.get(1).isAny(OPTIONS)))
			.map((column) -> column.get(0).text())
			.toList();
	}

	/** The same index, one of its columns under another name. */
	SqliteIndex renamed(String from, String to) {
		return new SqliteIndex(this.name, this.table,
				this.columns.stream().map((column) -> renamed(column, from, to)).toList(),
				renamed(this.where, from, to));
	}

	private static List<Token> renamed(List<Token> tokens, String from, String to) {
		return tokens.stream()
			.map((token) -> (token.isName() && token.text().equalsIgnoreCase(from))
					? new Token(token.kind(), to, token.line()) : token)
			.toList();
	}

	SqliteIndex on(Name newTable) {
		return new SqliteIndex(this.name, newTable, this.columns, this.where);
	}

}
