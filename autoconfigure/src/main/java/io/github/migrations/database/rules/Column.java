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
 * A column as a statement defines it.
 *
 * @param name its name
 * @param type its type, words in lower case with one space between them
 * @param notNull whether it is NOT NULL, or a part of the primary key
 * @param primaryKey whether it is the primary key
 * @param unique whether it has a unique constraint of its own
 * @param references the table that it refers to, or {@code null}
 * @param defaultValue the tokens of its default, or {@code null}
 * @param value where its values come from
 * @param checks the tokens of each of its check constraints
 * @param line the line of the file
 */
record Column(String name, String type, boolean notNull, boolean primaryKey, boolean unique, @Nullable Name references,
		@Nullable List<Token> defaultValue, Value value, List<List<Token>> checks, int line) {

	/** Where the values of a column come from. */
	enum Value {

		GIVEN, IDENTITY, STORED, VIRTUAL

	}

	/** Whether a row that says nothing about the column gets something else than NULL. */
	boolean hasDefault() {
		List<Token> value = this.defaultValue;
		return value != null
				&& value.stream().anyMatch((token) -> !token.is("NULL") && !token.isAny(List.of("(", ")")));
	}

	Column renamed(String newName) {
		return new Column(newName, this.type, this.notNull, this.primaryKey, this.unique, this.references,
				this.defaultValue, this.value, this.checks, this.line);
	}

	Column referring(Name table) {
		return new Column(this.name, this.type, this.notNull, this.primaryKey, this.unique, table, this.defaultValue,
				this.value, this.checks, this.line);
	}

	/** Whether anything is demanded of its values, or given to them. */
	boolean isPlain() {
		return !this.notNull && !this.unique && this.references == null && !hasDefault() && this.value == Value.GIVEN
				&& this.checks.isEmpty();
	}

}
