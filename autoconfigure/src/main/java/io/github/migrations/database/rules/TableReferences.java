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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the tables from which a statement reads, or to which it writes.
 */
final class TableReferences {

	private static final List<String> ENDS = List.of("WHERE", "GROUP", "ORDER", "LIMIT", "SET", "UNION", "EXCEPT",
			"INTERSECT", "HAVING", "WINDOW", "VALUES", "RETURNING", "SELECT", "BEGIN", ";");

	/** In whose parentheses FROM means something else. */
	private static final List<String> FUNCTIONS = List.of("EXTRACT", "SUBSTRING", "TRIM", "OVERLAY");

	/** After which UPDATE begins no statement: a lock, an action, a trigger. */
	private static final List<String> NO_STATEMENT = List.of("FOR", "KEY", "ON", "DO");

	private final TokenReader reader;

	private final Set<Name> tables = new LinkedHashSet<>();

	private final Deque<Level> levels = new ArrayDeque<>();

	private Level level = new Level();

	private TableReferences(List<Token> tokens) {
		this.reader = new TokenReader(tokens);
	}

	static Set<Name> of(List<Token> tokens) {
		TableReferences references = new TableReferences(tokens);
		references.read();
		references.tables.removeAll(CommonTableNames.of(tokens));
		return references.tables;
	}

	private void read() {
		while (this.reader.hasNext()) {
			Token token = this.reader.peek();
			if (token.is("(")) {
				open();
			}
			else if (token.is(")")) {
				this.level = (this.levels.isEmpty()) ? new Level() : this.levels.pop();
				this.level.expected = false;
				this.reader.next();
			}
			else if (!keyword()) {
				other(token);
			}
		}
	}

	private void open() {
		boolean function = this.reader.peek(-1).isAny(FUNCTIONS);
		boolean join = this.level.expected && !this.reader.peek(1).isAny(List.of("SELECT", "VALUES", "WITH"));
		this.levels.push(this.level);
		this.level = new Level();
		this.level.function = function;
		this.level.from = join;
		this.level.expected = join;
		this.reader.next();
	}

	private boolean keyword() {
		TokenReader in = this.reader;
		Token before = in.peek(-1);
		if (in.accept("FROM")) {
			this.level.from = !before.is("DISTINCT") && !this.level.function;
			this.level.expected = this.level.from;
		}
		else if (in.accept("JOIN") || in.accept("INTO")) {
			this.level.expected = true;
		}
		else if (in.accept("UPDATE")) {
			if (in.accept("OR")) {
				in.next();
			}
			this.level.expected = !before.isAny(NO_STATEMENT) && !in.peek().isAny(List.of("SET", "OF", "ON"));
		}
		else if (in.accept(",")) {
			this.level.expected = this.level.from;
		}
		else if (in.acceptAny(ENDS)) {
			this.level.from = false;
			this.level.expected = false;
		}
		else {
			return this.level.expected && (in.accept("ONLY") || in.accept("LATERAL"));
		}
		return true;
	}

	private void other(Token token) {
		if (!this.level.expected || !(token.isName() || token.kind() == Token.Kind.STRING)) {
			this.reader.next();
			return;
		}
		boolean into = this.reader.peek(-1).is("INTO");
		Name name = name();
		this.level.expected = false;
		if (into || !this.reader.isAt("(")) {
			this.tables.add(name);
		}
	}

	private Name name() {
		String schema = "";
		String name = this.reader.next().text();
		while (this.reader.isAt(".") && this.reader.peek(1).isName()) {
			this.reader.next();
			schema = name;
			name = this.reader.next().text();
		}
		return new Name(schema, name);
	}

	/** Between a pair of parentheses. */
	private static final class Level {

		private boolean from;

		/** Whether a table comes next. */
		private boolean expected;

		private boolean function;

	}

}
