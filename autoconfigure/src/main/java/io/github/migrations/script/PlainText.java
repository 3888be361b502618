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
 * Goes over those parts of a statement in which nothing begins that could hide a
 * semicolon, many tokens at once: a script may have very many rows, of which nobody needs
 * the tokens. Where a character may belong to the token before it ({@code E'…'},
 * {@code a$b$}), this token is left to be read by itself.
 */
final class PlainText {

	private static final int WHOLE = Integer.MAX_VALUE;

	/** No token goes on over one of these. */
	private static final CharSet BETWEEN_TOKENS = CharSet.of(" \t\n\r\f,");

	private static final CharSet NO_SPACE = CharSet.except(" \t\n\r\f\013");

	private final Cursor cursor;

	private final CharSet plain;

	private final CharSet joining;

	private final CharSet joined;

	private int readByTokens;

	/**
	 * Creates it for one script.
	 * @param cursor the script
	 * @param plain what may be gone over
	 * @param joining other characters that may belong to the token before them
	 * @param joined the last characters of such tokens
	 */
	PlainText(Cursor cursor, CharSet plain, CharSet joining, CharSet joined) {
		this.cursor = cursor;
		this.plain = plain;
		this.joining = joining;
		this.joined = joined;
	}

	void clear() {
		this.readByTokens = 0;
	}

	/**
	 * Moves over plain text that begins with a token or between two.
	 * @return whether there was any
	 */
	boolean skip(Tokens tokens) throws IOException {
		int from = this.cursor.offset();
		if (from < this.readByTokens) {
			return false;
		}
		this.cursor.skip(this.plain, WHOLE);
		if (this.joining.contains(this.cursor.peek()) && this.joined.contains(this.cursor.previous())) {
			this.readByTokens = this.cursor.offset();
			this.cursor.moveTo(this.cursor.behindLast(BETWEEN_TOKENS, from));
		}
		int end = this.cursor.behindLast(NO_SPACE, from);
		if (end > from) {
			tokens.endAt(end);
		}
		return this.cursor.offset() > from;
	}

}
