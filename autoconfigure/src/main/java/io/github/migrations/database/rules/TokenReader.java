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

/**
 * Reads tokens one after the other.
 */
final class TokenReader {

	private final List<Token> tokens;

	private int at;

	TokenReader(List<Token> tokens) {
		this.tokens = tokens;
	}

	boolean hasNext() {
		return this.at < this.tokens.size();
	}

	/** The next token, which stays the next. */
	Token peek() {
		return peek(0);
	}

	Token peek(int ahead) {
		int index = this.at + ahead;
		return (index >= 0 && index < this.tokens.size()) ? this.tokens.get(index) : Token.NONE;
	}

	Token next() {
		Token next = peek();
		this.at++;
		return next;
	}

	/** The line on which the next token stands, or the last one if there is no more. */
	int line() {
		return (hasNext() || this.tokens.isEmpty()) ? peek().line() : this.tokens.get(this.tokens.size() - 1).line();
	}

	/** Whether these keywords or symbols follow. */
	boolean isAt(String... expected) {
		for (int i = 0; i < expected.length; i++) {
			if (!peek(i).is(expected[i])) {
				return false;
			}
		}
		return true;
	}

	/** Moves over these keywords or symbols if all of them follow. */
	boolean accept(String... expected) {
		boolean found = isAt(expected);
		this.at += (found) ? expected.length : 0;
		return found;
	}

	/** Moves over the first of these that follows. */
	boolean acceptAny(Iterable<String> expected) {
		boolean found = peek().isAny(expected);
		this.at += (found) ? 1 : 0;
		return found;
	}

	boolean ifExists() {
		return accept("IF", "EXISTS");
	}

	boolean ifNotExists() {
		return accept("IF", "NOT", "EXISTS");
	}

	/**
	 * Reads a name without a schema.
	 * @throws NotUnderstoodException if there is none
	 */
	String name() {
		Token next = next();
		// SQLite takes a text for a name where it needs one
		if (!next.isName() && next.kind() != Token.Kind.STRING) {
			throw new NotUnderstoodException();
		}
		return next.text();
	}

	/**
	 * Reads a name, its schema before it if there is one.
	 * @throws NotUnderstoodException if there is none
	 */
	Name qualifiedName() {
		String schema = "";
		String name = name();
		while (accept(".")) {
			schema = name;
			name = name();
		}
		return new Name(schema, name);
	}

	/** Moves over one token, or everything in a pair of parentheses. */
	void skip() {
		if (isAt("(")) {
			inParentheses();
		}
		else {
			next();
		}
	}

	/**
	 * Moves over a pair of parentheses.
	 * @return what stands inside
	 * @throws NotUnderstoodException if there is none
	 */
	TokenReader inParentheses() {
		if (!accept("(")) {
			throw new NotUnderstoodException();
		}
		int from = this.at;
		for (int depth = 1; depth > 0;) {
			if (!hasNext()) {
				throw new NotUnderstoodException();
			}
			Token next = next();
			depth += (next.is("(")) ? 1 : (next.is(")")) ? -1 : 0;
		}
		return new TokenReader(this.tokens.subList(from, this.at - 1));
	}

	/** Moves on to the first of these outside parentheses, or to the end. */
	List<Token> upTo(Iterable<String> ends) {
		int from = this.at;
		while (hasNext() && !peek().isAny(ends)) {
			skip();
		}
		return this.tokens.subList(from, this.at);
	}

	/** The rest, cut at the commas outside parentheses. */
	List<TokenReader> split() {
		List<TokenReader> parts = new ArrayList<>();
		while (hasNext()) {
			parts.add(new TokenReader(upTo(List.of(","))));
			next();
		}
		return parts;
	}

	/** The names in a list in parentheses; whatever else stands there is left out. */
	List<String> names() {
		return inParentheses().split()
			.stream()
			.filter((part) -> part.peek().isName())
			.map((part) -> part.peek().text())
			.toList();
	}

	List<Token> rest() {
		return this.tokens.subList(Math.min(this.at, this.tokens.size()), this.tokens.size());
	}

	/** Whether a keyword or symbol stands somewhere in the rest. */
	boolean mentions(String word) {
		return rest().stream().anyMatch((token) -> token.is(word));
	}

}
