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

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Reads the definition of a column, which both databases write alike.
 */
final class ColumnParser {

	/** What ends a type or a default. */
	private static final List<String> ENDS = List.of("CONSTRAINT", "PRIMARY", "NOT", "NULL", "UNIQUE", "CHECK",
			"DEFAULT", "COLLATE", "REFERENCES", "GENERATED", "AS", "USING", "ON", "DEFERRABLE", "INITIALLY", "STORAGE",
			"COMPRESSION", "OPTIONS");

	private final TokenReader reader;

	private boolean notNull;

	private boolean primaryKey;

	private boolean unique;

	private @Nullable Name references;

	private @Nullable List<Token> defaultValue;

	private Column.Value value = Column.Value.GIVEN;

	private final List<List<Token>> checks = new ArrayList<>();

	private ColumnParser(TokenReader reader) {
		this.reader = reader;
	}

	static Column parse(TokenReader reader) {
		return new ColumnParser(reader).parse();
	}

	/** Reads a type: all words up to whatever follows a type. */
	static String type(TokenReader reader) {
		String type = reader.upTo(ENDS).stream().map(Token::lowerCase).collect(Collectors.joining(" "));
		return type.replaceAll(" ?([(),.\\[\\]]) ?", "$1");
	}

	private Column parse() {
		int line = this.reader.line();
		String name = this.reader.name();
		String type = type(this.reader);
		while (this.reader.hasNext()) {
			constraint();
		}
		return new Column(name, type, this.notNull || this.primaryKey, this.primaryKey, this.unique, this.references,
				this.defaultValue, this.value, this.checks, line);
	}

	private void constraint() {
		TokenReader in = this.reader;
		if (in.accept("CONSTRAINT")) {
			in.name();
		}
		else if (in.accept("NOT", "NULL")) {
			this.notNull = true;
		}
		else if (in.accept("PRIMARY", "KEY")) {
			this.primaryKey = true;
		}
		else if (in.accept("UNIQUE")) {
			this.unique = true;
		}
		else if (in.accept("CHECK")) {
			this.checks.add(in.inParentheses().rest());
		}
		else if (in.accept("REFERENCES")) {
			this.references = in.qualifiedName();
		}
		else if (in.accept("GENERATED")) {
			// BY DEFAULT is no default
			in.accept("BY");
			in.next();
		}
		else if (in.accept("DEFAULT")) {
			this.defaultValue = defaultValue();
		}
		else if (in.accept("AS")) {
			computed();
		}
		else if (in.accept("SET") || in.accept("ON", "CONFLICT")) {
			// ON DELETE SET NULL says nothing about the column's own values
			in.next();
		}
		else {
			in.skip();
		}
	}

	private List<Token> defaultValue() {
		List<Token> value = new ArrayList<>();
		if (this.reader.isAt("(")) {
			value.addAll(this.reader.inParentheses().rest());
		}
		else {
			value.add(this.reader.next());
		}
		value.addAll(this.reader.upTo(ENDS));
		return value;
	}

	private void computed() {
		if (this.reader.accept("IDENTITY")) {
			this.value = Column.Value.IDENTITY;
			return;
		}
		this.reader.inParentheses();
		this.value = (this.reader.accept("STORED")) ? Column.Value.STORED : Column.Value.VIRTUAL;
	}

}
