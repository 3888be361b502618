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
 * Reads the definition of a constraint of a table.
 */
final class ConstraintParser {

	private static final List<String> BEGINNINGS = List.of("CONSTRAINT", "CHECK", "FOREIGN", "UNIQUE", "PRIMARY",
			"EXCLUDE");

	private final TokenReader reader;

	private ConstraintParser(TokenReader reader) {
		this.reader = reader;
	}

	/** Whether a constraint follows and no column. */
	static boolean isAt(TokenReader reader) {
		return reader.peek().isAny(BEGINNINGS) || reader.isAt("NOT", "NULL");
	}

	static Constraint parse(TokenReader reader) {
		return new ConstraintParser(reader).parse();
	}

	private Constraint parse() {
		int line = this.reader.line();
		String name = (this.reader.accept("CONSTRAINT")) ? this.reader.name() : null;
		if (this.reader.accept("CHECK")) {
			List<Token> check = this.reader.inParentheses().rest();
			return new Constraint(Constraint.Kind.CHECK, name, List.of(), null, check, notValid(), false, line);
		}
		if (this.reader.accept("FOREIGN", "KEY")) {
			List<String> columns = this.reader.names();
			if (!this.reader.accept("REFERENCES")) {
				throw new NotUnderstoodException();
			}
			Name references = this.reader.qualifiedName();
			return new Constraint(Constraint.Kind.FOREIGN_KEY, name, columns, references, List.of(), notValid(), false,
					line);
		}
		if (this.reader.accept("NOT", "NULL")) {
			List<String> columns = List.of(this.reader.name());
			return new Constraint(Constraint.Kind.NOT_NULL, name, columns, null, List.of(), notValid(), false, line);
		}
		return index(name, line);
	}

	private Constraint index(@Nullable String name, int line) {
		Constraint.Kind kind;
		if (this.reader.accept("UNIQUE")) {
			kind = Constraint.Kind.UNIQUE;
		}
		else if (this.reader.accept("PRIMARY", "KEY")) {
			kind = Constraint.Kind.PRIMARY_KEY;
		}
		else if (this.reader.accept("EXCLUDE")) {
			return new Constraint(Constraint.Kind.EXCLUDE, name, List.of(), null, List.of(), false, false, line);
		}
		else {
			throw new NotUnderstoodException();
		}
		boolean usingIndex = this.reader.accept("USING", "INDEX");
		while (this.reader.hasNext() && !this.reader.isAt("(")) {
			this.reader.next();
		}
		List<String> columns = (this.reader.hasNext()) ? this.reader.names() : List.of();
		return new Constraint(kind, name, columns, null, List.of(), false, usingIndex, line);
	}

	private boolean notValid() {
		while (this.reader.hasNext()) {
			if (this.reader.accept("NOT", "VALID")) {
				return true;
			}
			this.reader.skip();
		}
		return false;
	}

}
