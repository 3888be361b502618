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
 * White space as SQLite's tokenizer sees it: a vertical tab is white space only after
 * other white space, and a byte-order mark wherever a token could begin.
 */
final class SqliteSpace {

	private static final CharSet FIRST = CharSet.of(" \t\n\r\f");

	private static final CharSet FURTHER = CharSet.of(" \t\n\r\f\013");

	private static final char BYTE_ORDER_MARK = '\uFEFF';

	private final Cursor cursor;

	SqliteSpace(Cursor cursor) {
		this.cursor = cursor;
	}

	/** Moves over the white space that begins with a character, if it does. */
	boolean skip(int c, int longestPiece) throws IOException {
		if (c == BYTE_ORDER_MARK) {
			this.cursor.advance(1);
			return true;
		}
		if (FIRST.contains(c) || (c == '\013' && FURTHER.contains(this.cursor.previous()))) {
			this.cursor.skip(FURTHER, longestPiece);
			return true;
		}
		return false;
	}

}
