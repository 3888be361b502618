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
import java.util.regex.Pattern;

/**
 * Goes over one statement, to the semicolon that ends it or to the end of the script, by
 * the rules of SQLite's tokenizer (sqlite.org, SQL As Understood By SQLite, Keywords and
 * Literal Values).
 */
final class SqliteStatement {

	private static final int WHOLE = Integer.MAX_VALUE;

	private static final Pattern LAST_LINE_END = Pattern.compile("\\r?\\n\\z");

	private static final CharSet NAME = CharSet.identifier("_$");

	/** A byte-order mark is white space unless it stands in a name or number. */
	private static final CharSet NO_ASCII = CharSet.of("\uFEFF");

	private static final CharSet JOINED = CharSet.identifier("_$.");

	private static final CharSet PLAIN = CharSet.except("'\"`[-/;\013\uFEFF");

	private final Cursor cursor;

	private final Comments comments;

	private final SqliteSpace space;

	private final Quotes quotes;

	private final Numbers numbers;

	private final Tokens tokens;

	private final TriggerBody triggerBody;

	private final PlainText plainText;

	SqliteStatement(Cursor cursor, Comments comments, SqliteSpace space) {
		this.cursor = cursor;
		this.comments = comments;
		this.space = space;
		this.quotes = new Quotes(cursor);
		this.numbers = new Numbers(cursor);
		this.tokens = new Tokens(cursor);
		this.triggerBody = new TriggerBody(cursor);
		this.plainText = new PlainText(cursor, PLAIN, NO_ASCII, JOINED);
	}

	Piece next() throws IOException {
		this.tokens.clear();
		this.triggerBody.clear();
		this.plainText.clear();
		int c = this.cursor.peek();
		while (c != Cursor.END && !(c == ';' && this.triggerBody.isClosed())) {
			if (!this.tokens.areTold() || !this.plainText.skip(this.tokens)) {
				token(c);
			}
			c = this.cursor.peek();
		}
		String tail = tail(c);
		// what follows the last token is trivia, and read once more as such
		this.cursor.moveTo(this.tokens.end());
		return this.cursor.take(Piece.Kind.STATEMENT, this.tokens.texts(), tail);
	}

	/** The shell reads lines, and so knows nothing of the last line end of a script. */
	private String tail(int end) {
		String tail = this.cursor.text(this.tokens.end(), WHOLE);
		return (end == ';') ? tail + ';' : LAST_LINE_END.matcher(tail).replaceFirst("");
	}

	private void token(int c) throws IOException {
		if (this.space.skip(c, WHOLE)) {
			return;
		}
		int from = this.cursor.offset();
		if (CharSet.DIGITS.contains(c)) {
			this.numbers.skip();
			this.cursor.skip(NAME, WHOLE);
			literal(from);
		}
		else if (NAME.contains(c)) {
			word(from);
		}
		else {
			special(c, from);
		}
	}

	private void special(int c, int from) throws IOException {
		switch (c) {
			case '\'', '"', '`' -> {
				this.quotes.doubling((char) c);
				literal(from);
			}
			case '[' -> {
				this.quotes.brackets();
				literal(from);
			}
			case '-', '/' -> commentOrSymbol();
			case ';' -> {
				this.tokens.symbol();
				this.triggerBody.semicolon();
			}
			default -> symbol();
		}
	}

	private void word(int from) throws IOException {
		this.cursor.skip(NAME, WHOLE);
		if (this.cursor.peek() == '\'' && this.cursor.isWord(from, "X")) {
			this.quotes.doubling('\'');
			literal(from);
			return;
		}
		this.triggerBody.word(from);
		this.tokens.word(from);
	}

	private void commentOrSymbol() throws IOException {
		if (this.comments.begins()) {
			this.comments.skip(WHOLE);
		}
		else {
			symbol();
		}
	}

	private void symbol() {
		this.tokens.symbol();
		this.triggerBody.other();
	}

	private void literal(int from) {
		this.tokens.literal(from);
		this.triggerBody.other();
	}

}
