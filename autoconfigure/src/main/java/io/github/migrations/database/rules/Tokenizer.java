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
 * Cuts a statement into tokens, comments left out. The lexer has found where the
 * statement ends, so all quotes in it are closed; where they do not seem to be, the
 * statement is not understood.
 */
abstract class Tokenizer {

	/** A longer statement holds data, which no rule is about. */
	private static final int LONGEST = 1024 * 1024;

	private final String text;

	private final List<Token> tokens = new ArrayList<>();

	private int at;

	private int line;

	Tokenizer(String text, int line) {
		this.text = text;
		this.line = line;
	}

	/**
	 * Cuts the whole statement.
	 * @return its tokens, none if it is not understood
	 */
	List<Token> tokens() {
		if (this.text.length() > LONGEST) {
			return List.of();
		}
		try {
			while (this.at < this.text.length()) {
				token(peek(0));
			}
			return this.tokens;
		}
		catch (NotUnderstoodException ex) {
			return List.of();
		}
	}

	private void token(char c) {
		if (Character.isWhitespace(c)) {
			advance(1);
		}
		else if (c == '-' && peek(1) == '-') {
			advanceTo(indexOf("\n", this.at));
		}
		else if (c == '/' && peek(1) == '*') {
			comment();
		}
		else if (c == '\'') {
			add(Token.Kind.STRING, 0, this::doubling);
		}
		else if (c == '"') {
			add(Token.Kind.QUOTED, 0, this::doubling);
		}
		else if (!special(c)) {
			plain(c);
		}
	}

	/**
	 * Takes a token that only this database has.
	 * @param c the first character
	 * @return whether it was one
	 */
	abstract boolean special(char c);

	/** A word as the database compares it. */
	abstract String word(String word);

	abstract boolean nestsComments();

	private void plain(char c) {
		int end = this.at + 1;
		if (isWord(c)) {
			boolean number = Character.isDigit(c);
			while (end < this.text.length()
					&& (isWord(this.text.charAt(end)) || (number && this.text.charAt(end) == '.'))) {
				end++;
			}
			String found = this.text.substring(this.at, end);
			this.tokens.add(new Token((number) ? Token.Kind.NUMBER : Token.Kind.WORD, (number) ? found : word(found),
					this.line));
		}
		else {
			this.tokens.add(new Token(Token.Kind.SYMBOL, String.valueOf(c), this.line));
		}
		advanceTo(end);
	}

	private static boolean isWord(char c) {
		return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c >= 0x80;
	}

	private char peek(int ahead) {
		int index = this.at + ahead;
		return (index < this.text.length()) ? this.text.charAt(index) : 0;
	}

	/** Whether the text goes on like this, whatever the case. */
	final boolean looksAt(String expected) {
		return this.text.regionMatches(true, this.at, expected, 0, expected.length());
	}

	/**
	 * Takes a token in quotes.
	 * @param kind what it is
	 * @param prefix how many characters stand before the quote
	 * @param quotes moves over the quotes and returns their content
	 */
	final void add(Token.Kind kind, int prefix, Quotes quotes) {
		int begins = this.line;
		advance(prefix);
		this.tokens.add(new Token(kind, quotes.content(), begins));
	}

	/** Quotes that stand twice for themselves. */
	final String doubling() {
		char quote = peek(0);
		int from = this.at + 1;
		int to = closing(quote, from);
		while (to + 1 < this.text.length() && this.text.charAt(to + 1) == quote) {
			to = closing(quote, to + 2);
		}
		advanceTo(to + 1);
		String single = String.valueOf(quote);
		return this.text.substring(from, to).replace(single + single, single);
	}

	/** Quotes before which a backslash may stand. */
	final String escaping() {
		int from = this.at + 1;
		int to = from;
		while (to < this.text.length() && !(this.text.charAt(to) == '\'' && !isDoubled(to))) {
			to += (this.text.charAt(to) == '\\' || this.text.charAt(to) == '\'') ? 2 : 1;
		}
		if (to >= this.text.length()) {
			throw new NotUnderstoodException();
		}
		advanceTo(to + 1);
		return this.text.substring(from, to).replace("''", "'");
	}

	private boolean isDoubled(int quote) {
		return quote + 1 < this.text.length() && this.text.charAt(quote + 1) == '\'';
	}

	/** Moves over what ends with a text, and returns what stands before that. */
	final String upTo(int prefix, String end) {
		int from = this.at + prefix;
		int to = this.text.indexOf(end, from);
		if (to < 0) {
			throw new NotUnderstoodException();
		}
		advanceTo(to + end.length());
		return this.text.substring(from, to);
	}

	/** The rest of the statement from here on. */
	final CharSequence rest() {
		return this.text.subSequence(this.at, this.text.length());
	}

	private int closing(char quote, int from) {
		int index = this.text.indexOf(quote, from);
		if (index < 0) {
			throw new NotUnderstoodException();
		}
		return index;
	}

	private void comment() {
		int depth = 1;
		int index = this.at + 2;
		while (depth > 0 && index < this.text.length()) {
			if (this.text.startsWith("*/", index)) {
				depth--;
				index += 2;
			}
			else if (nestsComments() && this.text.startsWith("/*", index)) {
				depth++;
				index += 2;
			}
			else {
				index++;
			}
		}
		advanceTo(index);
	}

	private int indexOf(String end, int from) {
		int index = this.text.indexOf(end, from);
		return (index < 0) ? this.text.length() : index;
	}

	final void advance(int count) {
		advanceTo(this.at + count);
	}

	private void advanceTo(int index) {
		while (this.at < index) {
			if (peek(0) == '\n') {
				this.line++;
			}
			this.at++;
		}
	}

	/**
	 * Moves over quotes and returns what stands in them.
	 */
	@FunctionalInterface
	interface Quotes {

		String content();

	}

}
