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

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Columns that can be added only to a table without rows.
 */
final class SqliteColumnCheck implements SqliteCheck {

	private static final List<String> CLOCK = List.of("CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME");

	/** Tables that the file has emptied. */
	private final Set<String> emptied = new HashSet<>();

	@Override
	public void look(SqliteChange change, List<Token> tokens, SqliteFile file) {
		if (change instanceof SqliteChange.DeleteAll delete) {
			this.emptied.add(SqliteSchema.key(delete.table()));
		}
		else if (change instanceof SqliteChange.Insert insert) {
			this.emptied.remove(SqliteSchema.key(insert.table()));
		}
		else if (change instanceof SqliteChange.AddColumn add && !file.fates().isCreated(add.table())
				&& !this.emptied.contains(SqliteSchema.key(add.table()))) {
			look(add.table(), add.column(), file);
		}
	}

	private static void look(Name table, Column column, SqliteFile file) {
		String shown = "the column %s of the existing table %s ".formatted(column.name(), table);
		Place place = file.place().at(column.line());
		if (column.value() == Column.Value.STORED) {
			file.add(SqliteRule.STORED_GENERATED_COLUMN, place, shown + "is generated and stored");
		}
		else if (column.notNull() && !column.hasDefault() && column.value() == Column.Value.GIVEN) {
			file.add(SqliteRule.NOT_NULL_WITHOUT_DEFAULT, place, shown + "is NOT NULL without a default");
		}
		else if (column.defaultValue() != null && !isConstant(column.defaultValue())) {
			file.add(SqliteRule.DEFAULT_NOT_CONSTANT, place, shown + "has a default that is not constant");
		}
	}

	/**
	 * A literal, a sign before it, parentheses around it; what a cast is, is not told.
	 */
	private static boolean isConstant(List<Token> value) {
		TokenReader reader = new TokenReader(value);
		if (reader.peek().isName() && reader.peek(1).is("(") && !reader.isAt("CAST")) {
			return false;
		}
		List<Token> inner = value.stream().filter((token) -> !token.isAny(List.of("(", ")", "+", "-"))).toList();
		return inner.stream().anyMatch((token) -> token.is("CAST"))
				|| (inner.size() <= 1 && inner.stream().noneMatch((token) -> token.isAny(CLOCK)));
	}

}
