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

/**
 * Goes over quoted text, from its opening quote to its closing one.
 */
final class Quotes {

	private static final int WHOLE = Integer.MAX_VALUE;

	private static final CharSet TAG = CharSet.identifier("_");

	private static final CharSet SPACE = CharSet.of(" \t\n\r\f\013");

	private final Cursor cursor;

	Quotes(Cursor cursor) {
		this.cursor = cursor;
	}

	/** Text in which the quote doubled stands for itself. */
	void doubling(char quote) throws IOException {
		int from = this.cursor.offset();
		do {
			this.cursor.advance(1);
			if (this.cursor.find(quote, quote, WHOLE) == Cursor.END) {
				throw unterminated((quote == '\'') ? "string" : "quoted name", String.valueOf(quote), from);
			}
			this.cursor.advance(1);
		}
		while (this.cursor.peek() == quote);
	}

	/** A name in brackets, which has no way to contain a closing one. */
	void brackets() throws IOException {
		int from = this.cursor.offset();
		if (this.cursor.find(']', ']', WHOLE) == Cursor.END) {
			throw unterminated("quoted name", "]", from);
		}
		this.cursor.advance(1);
	}

	/**
	 * A string with backslash escapes. A further string after white space with a line end
	 * in it continues the literal, and is then read with escapes as well (PostgreSQL
	 * documentation, 4.1.2.1).
	 */
	void escaping() throws IOException {
		do {
			escapingPart();
		}
		while (continues());
	}

	private void escapingPart() throws IOException {
		int from = this.cursor.offset();
		this.cursor.advance(1);
		while (true) {
			int found = this.cursor.find('\'', '\\', WHOLE);
			if (found == Cursor.END) {
				throw unterminated("string", "'", from);
			}
			this.cursor.advance(1);
			if (found == '\\' || this.cursor.peek() == '\'') {
				if (this.cursor.peek() != Cursor.END) {
					this.cursor.advance(1);
				}
			}
			else {
				return;
			}
		}
	}

	private boolean continues() throws IOException {
		int end = this.cursor.offset();
		boolean newline = false;
		while (true) {
			int c = this.cursor.peek();
			if (SPACE.contains(c)) {
				newline |= c == '\n' || c == '\r';
				this.cursor.advance(1);
			}
			else if (c == '-' && this.cursor.peek(1) == '-') {
				this.cursor.find('\n', '\r', WHOLE);
			}
			else if (c == '\'' && newline) {
				return true;
			}
			else {
				this.cursor.moveTo(end);
				return false;
			}
		}
	}

	/**
	 * Text between dollar tags, if a tag begins here: {@code $1} and a single {@code $}
	 * are none (PostgreSQL documentation, 4.1.2.4).
	 */
	boolean dollars() throws IOException {
		int from = this.cursor.offset();
		if (CharSet.DIGITS.contains(this.cursor.peek(1))) {
			return false;
		}
		this.cursor.advance(1);
		this.cursor.skip(TAG, WHOLE);
		if (this.cursor.peek() != '$') {
			this.cursor.moveTo(from);
			return false;
		}
		this.cursor.advance(1);
		String tag = this.cursor.text(from, WHOLE);
		while (this.cursor.find('$', '$', WHOLE) != Cursor.END) {
			if (this.cursor.startsWith(tag)) {
				this.cursor.advance(tag.length());
				return true;
			}
			this.cursor.advance(1);
		}
		throw unterminated("dollar-quoted string", tag, from);
	}

	private ScriptException unterminated(String what, String quote, int from) {
		return this.cursor.failure("the " + what + " that begins on this line is never closed; close it with " + quote,
				from);
	}

}
