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

package io.github.migrations.script;

import java.io.IOException;
import java.util.List;

/**
 * Goes over one statement, to the semicolon that ends it or to the end of the script. The
 * rules are those of PostgreSQL's lexical structure (documentation, 4.1) and of psql,
 * which alone decides which semicolon ends a statement: none in parentheses and none in
 * the body of an SQL function.
 */
final class PostgresStatement {

	private static final int WHOLE = Integer.MAX_VALUE;

	private static final CharSet NAME = CharSet.identifier("_$");

	static final CharSet SPACE = CharSet.of(" \t\n\r\f\013");

	private static final CharSet PLAIN = CharSet.except("'\"$-/():\\;");

	/** What may belong to the name before it, or be a string of another kind by it. */
	private static final CharSet JOINING = CharSet.of("'$");

	private static final CharSet JOINED = CharSet.identifier("_$&");

	private final Cursor cursor;

	private final Comments comments;

	private final Quotes quotes;

	private final Numbers numbers;

	private final Tokens tokens;

	private final RoutineBody routineBody;

	private final CopyFromStdin copy;

	private final PlainText plainText;

	private final StandardStrings standardStrings = new StandardStrings();

	private int parentheses;

	PostgresStatement(Cursor cursor, Comments comments) {
		this.cursor = cursor;
		this.comments = comments;
		this.quotes = new Quotes(cursor);
		this.numbers = new Numbers(cursor);
		this.tokens = new Tokens(cursor);
		this.routineBody = new RoutineBody(cursor);
		this.copy = new CopyFromStdin(cursor);
		this.plainText = new PlainText(cursor, PLAIN, JOINING, JOINED);
	}

	Piece next() throws IOException {
		this.parentheses = 0;
		this.tokens.clear();
		this.routineBody.clear();
		this.copy.clear();
		this.plainText.clear();
		int c = this.cursor.peek();
		while (c != Cursor.END && !(c == ';' && this.parentheses == 0 && !this.routineBody.isOpen())) {
			if (!this.tokens.areTold() || !this.plainText.skip(this.tokens)) {
				token(c);
			}
			c = this.cursor.peek();
		}
		List<String> texts = this.tokens.texts();
		this.standardStrings.statement(texts);
		// what follows the last token is trivia, and read once more as such
		this.cursor.moveTo(this.tokens.end());
		return this.cursor.take(Piece.Kind.STATEMENT, texts);
	}

	/** Whether data follows the statement. */
	boolean isCopyFromStdin() {
		return this.copy.isRecognised();
	}

	private void token(int c) throws IOException {
		if (SPACE.contains(c)) {
			this.cursor.skip(SPACE, WHOLE);
		}
		else if (CharSet.DIGITS.contains(c)) {
			number();
		}
		else if (NAME.contains(c) && c != '$') {
			word();
		}
		else {
			special(c);
		}
	}

	private void special(int c) throws IOException {
		switch (c) {
			case '\'' -> string(this.cursor.offset(), this.standardStrings.areOn());
			case '"' -> quotedName(this.cursor.offset());
			case '$' -> dollar();
			case '-', '/' -> commentOrSymbol();
			case '(' -> {
				this.parentheses++;
				symbol();
			}
			case ')' -> {
				this.parentheses = Math.max(0, this.parentheses - 1);
				symbol();
			}
			case ':' -> colon();
			case '\\' -> throw PsqlCommand.refused(this.cursor);
			default -> symbol();
		}
	}

	private void symbol() {
		this.tokens.symbol();
		this.copy.other();
	}

	private void literal(int from) {
		this.tokens.literal(from);
		this.copy.other();
	}

	private void number() throws IOException {
		int from = this.cursor.offset();
		this.numbers.skip();
		literal(from);
	}

	private void word() throws IOException {
		int from = this.cursor.offset();
		this.cursor.skip(NAME, WHOLE);
		int next = this.cursor.peek();
		if ((next == '\'' || next == '&') && this.cursor.offset() - from == 1 && prefixed(from, next)) {
			return;
		}
		this.routineBody.word(from, this.parentheses > 0);
		this.copy.word(from, this.parentheses > 0);
		this.tokens.word(from);
	}

	/** A literal or name that a letter begins: {@code E'…'}, {@code U&"…"}. */
	private boolean prefixed(int from, int next) throws IOException {
		char prefix = this.cursor.previous();
		if (next == '\'') {
			switch (prefix) {
				case 'E', 'e' -> string(from, false);
				case 'B', 'b', 'X', 'x' -> string(from, true);
				case 'N', 'n' -> string(from, this.standardStrings.areOn());
				default -> {
					return false;
				}
			}
			return true;
		}
		int quote = this.cursor.peek(1);
		if ((prefix == 'U' || prefix == 'u') && (quote == '\'' || quote == '"')) {
			this.cursor.advance(1);
			this.quotes.doubling((char) quote);
			literal(from);
			return true;
		}
		return false;
	}

	private void string(int from, boolean standard) throws IOException {
		if (standard) {
			this.quotes.doubling('\'');
		}
		else {
			this.quotes.escaping();
		}
		literal(from);
	}

	private void quotedName(int from) throws IOException {
		this.quotes.doubling('"');
		literal(from);
	}

	private void dollar() throws IOException {
		int from = this.cursor.offset();
		if (this.quotes.dollars()) {
			literal(from);
		}
		else if (CharSet.DIGITS.contains(this.cursor.peek(1))) {
			this.cursor.advance(1);
			this.cursor.skip(CharSet.DIGITS, WHOLE);
			literal(from);
		}
		else {
			symbol();
		}
	}

	private void commentOrSymbol() throws IOException {
		if (this.comments.begins()) {
			this.comments.skip(WHOLE);
		}
		else {
			symbol();
		}
	}

	/**
	 * psql takes a name after a colon for one of its variables, so that in a function's
	 * body {@code part[1:end]} closes nothing.
	 */
	private void colon() throws IOException {
		symbol();
		int next = this.cursor.peek();
		if (next == ':') {
			symbol();
		}
		else if (NAME.contains(next) && next != '$') {
			int from = this.cursor.offset();
			this.cursor.skip(NAME, WHOLE);
			this.tokens.word(from);
		}
	}

}
