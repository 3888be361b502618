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

import org.jspecify.annotations.Nullable;

/**
 * The lines of data that follow {@code COPY … FROM stdin}, up to a line {@code \.} or the
 * end of the script (reference page of COPY, Text Format; psql sends the lines that come
 * after the one with the semicolon).
 */
final class CopyData {

	private final Cursor cursor;

	private final Comments comments;

	private boolean expected;

	private boolean open;

	CopyData(Cursor cursor, Comments comments) {
		this.cursor = cursor;
		this.comments = comments;
	}

	/** Data follows the semicolon that ends the statement just read. */
	void expect() {
		this.expected = true;
	}

	/**
	 * Goes to the first line of data if a semicolon that data follows was just read.
	 * @return whether data begins here
	 */
	boolean begins() throws IOException {
		if (!this.expected) {
			return false;
		}
		this.expected = false;
		this.open = true;
		int c = this.cursor.peek();
		while (c != Cursor.END && c != '\n') {
			restOfLine(c);
			c = this.cursor.peek();
		}
		this.cursor.advance((c == '\n') ? 1 : 0);
		return true;
	}

	private void restOfLine(int c) throws IOException {
		int from = this.cursor.offset();
		if (PostgresStatement.SPACE.contains(c) || c == ';') {
			this.cursor.advance(1);
			return;
		}
		if (this.comments.begins()) {
			this.comments.skip(Integer.MAX_VALUE);
			if (this.cursor.lineAt(this.cursor.offset()) == this.cursor.lineAt(from)) {
				return;
			}
		}
		throw this.cursor.failure(
				"the data of COPY … FROM stdin begins on the line after the statement, "
						+ "so nothing but a comment may follow the semicolon on this line; move it behind the data",
				from);
	}

	/** The next part of the data or the line that closes it, {@code null} after that. */
	@Nullable Piece next() throws IOException {
		if (!this.open) {
			return null;
		}
		int longest = this.cursor.pieceLength();
		while (this.cursor.offset() < longest) {
			if (this.cursor.previous() == '\n' && isClosing()) {
				return (this.cursor.offset() > 0) ? this.cursor.take(Piece.Kind.COPY_DATA) : close();
			}
			int found = this.cursor.find('\n', '\n', longest);
			if (found == Cursor.END) {
				this.open = false;
				return (this.cursor.offset() > 0) ? this.cursor.take(Piece.Kind.COPY_DATA) : null;
			}
			this.cursor.advance((found == '\n') ? 1 : 0);
		}
		return this.cursor.take(Piece.Kind.COPY_DATA);
	}

	private boolean isClosing() throws IOException {
		if (this.cursor.peek() != '\\' || this.cursor.peek(1) != '.') {
			return false;
		}
		int next = this.cursor.peek(2);
		int last = (next == '\r') ? this.cursor.peek(3) : next;
		return last == '\n' || last == Cursor.END;
	}

	private Piece close() throws IOException {
		this.open = false;
		this.cursor.find('\n', '\n', Integer.MAX_VALUE);
		this.cursor.advance((this.cursor.peek() == '\n') ? 1 : 0);
		return this.cursor.take(Piece.Kind.TRIVIA);
	}

}
