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
import java.util.Set;

/**
 * Reads a {@code CREATE} of SQLite.
 */
final class SqliteCreateParser {

	private static final List<String> TEMPORARY = List.of("TEMP", "TEMPORARY");

	private final TokenReader in;

	private SqliteCreateParser(TokenReader in) {
		this.in = in;
	}

	static SqliteChange parse(TokenReader in) {
		return new SqliteCreateParser(in).parse();
	}

	private SqliteChange parse() {
		this.in.acceptAny(TEMPORARY);
		if (this.in.accept("TABLE")) {
			return table();
		}
		if (this.in.accept("VIRTUAL", "TABLE")) {
			boolean ifNotExists = this.in.ifNotExists();
			return new SqliteChange.CreateTable(
					new SqliteTable(this.in.qualifiedName(), SqliteTable.Kind.VIRTUAL, TableElements.UNKNOWN),
					ifNotExists);
		}
		if (this.in.accept("INDEX") || this.in.accept("UNIQUE", "INDEX")) {
			return index();
		}
		if (this.in.accept("VIEW")) {
			boolean ifNotExists = this.in.ifNotExists();
			Name view = this.in.qualifiedName();
			List<Token> definition = this.in.rest();
			return new SqliteChange.CreateView(new SqliteView(view, TableReferences.of(definition), definition),
					ifNotExists);
		}
		return (this.in.accept("TRIGGER")) ? trigger() : new SqliteChange.Other();
	}

	private SqliteChange table() {
		boolean ifNotExists = this.in.ifNotExists();
		Name table = this.in.qualifiedName();
		boolean defined = this.in.isAt("(");
		TableElements elements = (defined) ? TableElements.parse(this.in.inParentheses()) : TableElements.UNKNOWN;
		return new SqliteChange.CreateTable(
				new SqliteTable(table, (defined) ? SqliteTable.Kind.DEFINED : SqliteTable.Kind.QUERY, elements),
				ifNotExists);
	}

	private SqliteChange index() {
		boolean ifNotExists = this.in.ifNotExists();
		Name index = this.in.qualifiedName();
		if (!this.in.accept("ON")) {
			throw new NotUnderstoodException();
		}
		// the table is in the schema of the index, where that is named
		Name table = new Name(index.schema(), this.in.name());
		List<List<Token>> columns = this.in.inParentheses()
			.split()
			.stream()
			.map(TokenReader::rest)
			.filter((column) -> !column.isEmpty())
			.toList();
		List<Token> where = (this.in.accept("WHERE")) ? this.in.rest() : List.of();
		return new SqliteChange.CreateIndex(new SqliteIndex(index, table, columns, where), ifNotExists);
	}

	private SqliteChange trigger() {
		boolean ifNotExists = this.in.ifNotExists();
		Name trigger = this.in.qualifiedName();
		this.in.upTo(List.of("ON"));
		this.in.next();
		Name table = this.in.qualifiedName();
		Set<Name> references = TableReferences.of(this.in.rest());
		return new SqliteChange.CreateTrigger(new SqliteTrigger(trigger, table, references), ifNotExists);
	}

}
