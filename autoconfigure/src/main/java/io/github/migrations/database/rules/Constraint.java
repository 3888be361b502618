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

import org.jspecify.annotations.Nullable;

/**
 * A constraint of a table as a statement defines it.
 *
 * @param kind its kind
 * @param name its name, or {@code null} if the database gives it one
 * @param columns its columns, as far as they are a list
 * @param references the table that a foreign key refers to, or {@code null}
 * @param check the tokens that a check constraint checks
 * @param notValid whether rows that exist already are not looked at
 * @param usingIndex whether an index exists for it
 * @param line the line of the file
 */
record Constraint(Kind kind, @Nullable String name, List<String> columns, @Nullable Name references, List<Token> check,
		boolean notValid, boolean usingIndex, int line) {

	enum Kind {

		CHECK, FOREIGN_KEY, UNIQUE, PRIMARY_KEY, EXCLUDE, NOT_NULL

	}

	Constraint referring(Name table) {
		return new Constraint(this.kind, this.name, this.columns, table, this.check, this.notValid, this.usingIndex,
				this.line);
	}

	/**
	 * Returns the column of which the constraint says no more than that it is not NULL.
	 * @return its name, or {@code null}
	 */
	@Nullable String notNullColumn() {
		if (this.kind == Kind.NOT_NULL) {
			return this.columns.get(0);
		}
		List<Token> inner = this.check.stream().filter((token) -> !token.isAny(List.of("(", ")"))).toList();
		TokenReader reader = new TokenReader(inner);
		if (this.kind != Kind.CHECK || inner.size() != 4 || !reader.next().isName()
				|| !reader.accept("IS", "NOT", "NULL")) {
			return null;
		}
		return inner.get(0).text();
	}

}
