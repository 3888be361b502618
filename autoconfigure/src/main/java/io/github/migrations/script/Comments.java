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
 * Goes over one comment after the other, in parts where a comment is long. The dialects
 * differ in three points: PostgreSQL's block comments nest (documentation, 4.1.5), its
 * line comments end at a carriage return too, and where the script ends inside a block
 * comment, SQLite takes the comment as closed while PostgreSQL refuses it.
 */
final class Comments {

	private final Cursor cursor;

	private final boolean postgres;

	private boolean inLine;

	/** How many block comments are open. */
	private int depth;

	/** Where the outermost open block comment began, if it began in this piece. */
	private int offset = -1;

	/** Where it began if that was in an earlier piece. */
	private int line;

	private int unterminatedLine;

	private Comments(Cursor cursor, boolean postgres) {
		this.cursor = cursor;
		this.postgres = postgres;
	}

	static Comments ofPostgres(Cursor cursor) {
		return new Comments(cursor, true);
	}

	static Comments ofSqlite(Cursor cursor) {
		return new Comments(cursor, false);
	}

	/** Goes into the comment that begins here, if one does. */
	boolean begins() throws IOException {
		int first = this.cursor.peek();
		if (first == '-' && this.cursor.peek(1) == '-') {
			beginLine();
			return true;
		}
		// SQLite takes a "/*" that ends the script for two operators
		if (first == '/' && this.cursor.peek(1) == '*' && (this.postgres || this.cursor.peek(2) != Cursor.END)) {
			this.depth = 1;
			this.offset = this.cursor.offset();
			this.cursor.advance(2);
			return true;
		}
		return false;
	}

	/** Takes the rest of the line as a comment, whatever it begins with. */
	void beginLine() {
		this.inLine = true;
	}

	boolean isOpen() {
		return this.inLine || this.depth > 0;
	}

	/** Goes on to the end of the comment, or until the piece is long enough. */
	void skip(int longestPiece) throws IOException {
		if (this.inLine) {
			this.inLine = this.cursor.find('\n', this.postgres ? '\r' : '\n', longestPiece) == Cursor.FULL;
		}
		while (this.depth > 0) {
			int found = this.cursor.find('*', this.postgres ? '/' : '*', longestPiece);
			if (found == Cursor.FULL) {
				return;
			}
			block(found);
		}
	}

	private void block(int found) throws IOException {
		if (found == Cursor.END) {
			unterminated();
		}
		else if (found == '*' && this.cursor.peek(1) == '/') {
			this.depth--;
			this.cursor.advance(2);
		}
		else if (found == '/' && this.cursor.peek(1) == '*') {
			this.depth++;
			this.cursor.advance(2);
		}
		else {
			this.cursor.advance(1);
		}
	}

	private void unterminated() {
		this.depth = 0;
		this.unterminatedLine = beganOnLine();
		if (this.postgres) {
			throw new ScriptException(
					"the comment that begins on this line with /* is never closed; close it with */ "
							+ "(in PostgreSQL comments nest: each /* inside needs a */ of its own)",
					null, this.unterminatedLine);
		}
	}

	private int beganOnLine() {
		return (this.offset >= 0) ? this.cursor.lineAt(this.offset) : this.line;
	}

	/** To be called before a piece is cut while a comment is open. */
	void keepLine() {
		if (this.depth > 0) {
			this.line = beganOnLine();
			this.offset = -1;
		}
	}

	/** The line of the comment that was not closed at the end of the script, or 0. */
	int unterminatedLine() {
		return this.unterminatedLine;
	}

}
