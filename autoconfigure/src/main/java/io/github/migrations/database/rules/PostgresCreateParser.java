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

import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code CREATE} of PostgreSQL.
 */
final class PostgresCreateParser {

	private static final PostgresChange OTHER = new PostgresChange.Other();

	private static final List<String> TABLE_KINDS = List.of("GLOBAL", "LOCAL", "TEMP", "TEMPORARY", "UNLOGGED",
			"FOREIGN");

	private final List<Token> tokens;

	private final TokenReader in;

	private PostgresCreateParser(List<Token> tokens, TokenReader in) {
		this.tokens = tokens;
		this.in = in;
	}

	static PostgresChange parse(List<Token> tokens, TokenReader in) {
		return new PostgresCreateParser(tokens, in).parse();
	}

	private PostgresChange parse() {
		this.in.accept("OR", "REPLACE");
		boolean unique = this.in.accept("UNIQUE");
		if (this.in.accept("INDEX")) {
			return index();
		}
		if (unique) {
			return OTHER;
		}
		while (this.in.acceptAny(TABLE_KINDS)) {
			// any of them may stand before TABLE and VIEW
		}
		if (this.in.accept("TABLE")) {
			return table();
		}
		this.in.accept("RECURSIVE");
		boolean materialized = this.in.accept("MATERIALIZED");
		if (this.in.accept("VIEW")) {
			this.in.ifNotExists();
			return new PostgresChange.CreateView(this.in.qualifiedName(), materialized, !endsWithoutData());
		}
		return other();
	}

	private PostgresChange other() {
		if (this.in.accept("TYPE") || this.in.accept("DOMAIN")) {
			return new PostgresChange.CreateType(this.in.qualifiedName());
		}
		if (this.in.accept("SCHEMA")) {
			this.in.ifNotExists();
			return (this.in.isAt("AUTHORIZATION")) ? OTHER : new PostgresChange.CreateSchema(this.in.name());
		}
		if (this.in.accept("FUNCTION")) {
			Name function = this.in.qualifiedName();
			this.in.inParentheses();
			return new PostgresChange.CreateFunction(function,
					!this.in.mentions("IMMUTABLE") && !this.in.mentions("STABLE"));
		}
		return OTHER;
	}

	private PostgresChange index() {
		boolean concurrently = this.in.accept("CONCURRENTLY");
		boolean ifNotExists = this.in.ifNotExists();
		@Nullable Name index = PostgresParser.optionalName(this.in);
		if (!this.in.accept("ON")) {
			throw new NotUnderstoodException();
		}
		boolean only = this.in.accept("ONLY");
		return new PostgresChange.CreateIndex(index, this.in.qualifiedName(), ifNotExists, concurrently, only);
	}

	private PostgresChange table() {
		boolean ifNotExists = this.in.ifNotExists();
		Name table = this.in.qualifiedName();
		TableElements elements = TableElements.UNKNOWN;
		if (this.in.isAt("(") && !isAs()) {
			elements = TableElements.parse(this.in.inParentheses());
		}
		boolean inherits = this.in.isAt("INHERITS") || this.in.isAt("PARTITION", "OF");
		boolean partitioned = this.in.mentions("PARTITION") && this.in.mentions("BY");
		Set<Name> source = (isAs() && !endsWithoutData()) ? TableReferences.of(this.in.rest()) : Set.of();
		TableElements known = new TableElements(elements.columns(), elements.constraints(),
				elements.complete() && !inherits);
		return new PostgresChange.CreateTable(table, ifNotExists, known, partitioned, source);
	}

	/** Whether the table is made of a query, which may have a list of names before it. */
	private boolean isAs() {
		TokenReader reader = new TokenReader(this.in.rest());
		if (reader.isAt("(")) {
			reader.inParentheses();
		}
		reader.upTo(List.of("AS", "PARTITION", "INHERITS"));
		return reader.isAt("AS");
	}

	private boolean endsWithoutData() {
		int size = this.tokens.size();
		return size > 3 && new TokenReader(this.tokens.subList(size - 3, size)).isAt("WITH", "NO", "DATA");
	}

}
