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
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Names in double quotes where only a text can be meant: where no name may stand, and
 * where nothing has the name.
 */
final class QuotedStringCheck implements SqliteCheck {

	/** After which a value stands. */
	private static final List<String> BEFORE_VALUE = List.of("=", "<", ">", "|", "LIKE", "GLOB", "THEN", "ELSE",
			"BETWEEN");

	/** What every table has. */
	private static final Set<String> ROW_NUMBER = Set.of("rowid", "oid", "_rowid_");

	@Override
	public void look(SqliteChange change, List<Token> tokens, SqliteFile file) {
		try {
			find(change, tokens, file);
		}
		catch (NotUnderstoodException ex) {
			// nothing can be said about it
		}
	}

	private static void find(SqliteChange change, List<Token> tokens, SqliteFile file) {
		values(tokens, file);
		if (change instanceof SqliteChange.CreateTable create) {
			create.table().columns().forEach((column) -> column(column, create.table(), file));
			create.table()
				.elements()
				.constraints()
				.forEach((constraint) -> expression(constraint.check(), create.table(), file));
		}
		else if (change instanceof SqliteChange.AddColumn add) {
			SqliteTable table = file.schema().table(add.table());
			column(add.column(), (table != null) ? table.with(add.column()) : null, file);
		}
		else if (change instanceof SqliteChange.CreateIndex create) {
			SqliteTable table = file.schema().table(create.index().table());
			create.index().columns().forEach((column) -> expression(column, table, file));
			expression(create.index().where(), table, file);
		}
		else {
			comparisons(tokens, file);
		}
	}

	private static void column(Column column, @Nullable SqliteTable table, SqliteFile file) {
		List<Token> value = column.defaultValue();
		if (value != null) {
			value.stream().filter((token) -> token.kind() == Token.Kind.QUOTED).forEach((token) -> add(token, file));
		}
		column.checks().forEach((check) -> expression(check, table, file));
	}

	/** An expression in which only columns of one table can stand. */
	private static void expression(List<Token> tokens, @Nullable SqliteTable table, SqliteFile file) {
		if (table == null || !table.isKnown()) {
			return;
		}
		TokenReader reader = new TokenReader(tokens);
		while (reader.hasNext()) {
			boolean candidate = isCandidate(reader) && !reader.peek(-1).is("COLLATE");
			Token token = reader.next();
			if (candidate && table.column(token.text()) == null && !ROW_NUMBER.contains(token.lowerCase())) {
				add(token, file);
			}
		}
	}

	/** In the rows of INSERT … VALUES stand no columns, unless a query stands there. */
	private static void values(List<Token> tokens, SqliteFile file) {
		TokenReader reader = new TokenReader(tokens);
		while (reader.hasNext()) {
			if (reader.accept("INTO") && reader.peek().isName()) {
				reader.qualifiedName();
				if (reader.isAt("(")) {
					reader.inParentheses();
				}
				if (reader.accept("VALUES")) {
					rows(reader, file);
				}
			}
			else {
				reader.next();
			}
		}
	}

	private static void rows(TokenReader reader, SqliteFile file) {
		do {
			TokenReader row = reader.inParentheses();
			if (!row.mentions("SELECT")) {
				while (row.hasNext()) {
					boolean candidate = isCandidate(row);
					Token token = row.next();
					if (candidate) {
						add(token, file);
					}
				}
			}
		}
		while (reader.accept(","));
	}

	/** Only if the columns of all tables are known, and no other name is like it. */
	private static void comparisons(List<Token> tokens, SqliteFile file) {
		Set<Name> tables = TableReferences.of(tokens);
		if (tokens.stream().noneMatch((token) -> token.kind() == Token.Kind.QUOTED) || tables.isEmpty()
				|| tables.stream().anyMatch((table) -> !isKnown(file.schema().table(table)))) {
			return;
		}
		Set<String> names = names(tokens, tables, file);
		TokenReader reader = new TokenReader(tokens);
		while (reader.hasNext()) {
			boolean candidate = isCandidate(reader) && isValue(reader);
			Token token = reader.next();
			if (candidate && !names.contains(token.lowerCase())) {
				add(token, file);
			}
		}
	}

	private static boolean isKnown(@Nullable SqliteTable table) {
		return table != null && table.isKnown();
	}

	private static Set<String> names(List<Token> tokens, Set<Name> tables, SqliteFile file) {
		Set<String> names = new HashSet<>(ROW_NUMBER);
		tables.stream()
			.map(file.schema()::table)
			.filter(Objects::nonNull)
			.flatMap((table) -> table.columns().stream().map(Column::name))
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.forEach(names::add);
		TokenReader reader = new TokenReader(tokens);
		Stream.Builder<Token> others = Stream.builder();
		while (reader.hasNext()) {
			boolean value = reader.peek().kind() == Token.Kind.QUOTED && isCandidate(reader) && isValue(reader);
			Token token = reader.next();
			if (token.isName() && !value) {
				others.add(token);
			}
		}
		names.addAll(others.build().map(Token::lowerCase).collect(Collectors.toSet()));
		return names;
	}

	/** A name in double quotes that is not a part of a longer one, and no function. */
	private static boolean isCandidate(TokenReader reader) {
		return reader.peek().kind() == Token.Kind.QUOTED && !reader.peek(-1).is(".") && !reader.peek(1).is(".")
				&& !reader.peek(1).is("(");
	}

	private static boolean isValue(TokenReader reader) {
		if (reader.peek(-1).isAny(BEFORE_VALUE)) {
			return true;
		}
		int back = -1;
		while (reader.peek(back).is(",") || isLiteral(reader.peek(back))) {
			back--;
		}
		return reader.peek(back).is("(") && reader.peek(back - 1).is("IN");
	}

	private static boolean isLiteral(Token token) {
		return token.kind() == Token.Kind.QUOTED || token.kind() == Token.Kind.STRING
				|| token.kind() == Token.Kind.NUMBER;
	}

	private static void add(Token token, SqliteFile file) {
		file.add(SqliteRule.DOUBLE_QUOTED_STRING, file.place().at(token.line()),
				"\"%s\" names no column, and is read as the text '%s'".formatted(token.text(), token.text()));
	}

}
