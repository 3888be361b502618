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
import java.io.Reader;
import java.util.Arrays;
import java.util.List;

/**
 * A place in a script that only moves on, over a window of characters that begins with
 * the piece that is being cut. Places inside the piece are offsets from its beginning,
 * which stay right while the window moves.
 */
final class Cursor {

	/** How many characters trivia and data come in at most, and are read ahead. */
	static final int PIECE_LENGTH = 64 * 1024;

	/** No character: the script has ended. */
	static final int END = -1;

	/** No character: the piece has become as long as was asked for. */
	static final int FULL = -2;

	private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

	private final Reader reader;

	private final int pieceLength;

	private char[] buffer;

	private int start;

	private int position;

	private int limit;

	private int line = 1;

	private char beforeStart = '\n';

	private boolean readAll;

	private boolean stoppedAtNul;

	Cursor(Reader reader, int pieceLength) {
		this.reader = reader;
		this.pieceLength = pieceLength;
		this.buffer = new char[pieceLength];
	}

	int pieceLength() {
		return this.pieceLength;
	}

	/** The next character, or {@link #END}. */
	int peek() throws IOException {
		return (this.position < this.limit || fill(1)) ? this.buffer[this.position] : END;
	}

	/** A character further on, or {@link #END}. */
	int peek(int ahead) throws IOException {
		return (this.position + ahead < this.limit || fill(ahead + 1)) ? this.buffer[this.position + ahead] : END;
	}

	/** The character before the next one, a line end at the beginning of the script. */
	char previous() {
		return (this.position > this.start) ? this.buffer[this.position - 1] : this.beforeStart;
	}

	/** Moves over characters that were peeked at. */
	void advance(int count) {
		this.position += count;
	}

	int offset() {
		return this.position - this.start;
	}

	void moveTo(int offset) {
		this.position = this.start + offset;
	}

	/** Moves over all characters of a set. */
	void skip(CharSet set, int longestPiece) throws IOException {
		do {
			char[] chars = this.buffer;
			int stop = stop(longestPiece);
			int at = this.position;
			while (at < stop && set.contains(chars[at])) {
				at++;
			}
			this.position = at;
			if (at < this.limit) {
				return;
			}
		}
		while (offset() < longestPiece && fill(1));
	}

	/**
	 * Moves to the next one of two characters.
	 * @return the character, {@link #END} or {@link #FULL}
	 */
	int find(char one, char other, int longestPiece) throws IOException {
		do {
			char[] chars = this.buffer;
			int stop = stop(longestPiece);
			for (int at = this.position; at < stop; at++) {
				char c = chars[at];
				if (c == one || c == other) {
					this.position = at;
					return c;
				}
			}
			this.position = Math.max(stop, this.position);
			if (offset() >= longestPiece) {
				return FULL;
			}
		}
		while (fill(1));
		return END;
	}

	private int stop(int longestPiece) {
		return (int) Math.min(this.limit, (long) this.start + longestPiece);
	}

	boolean startsWith(String text) throws IOException {
		for (int i = 0; i < text.length(); i++) {
			if (peek(i) != text.charAt(i)) {
				return false;
			}
		}
		return true;
	}

	/** The offset behind the last character of a set since an offset, or that offset. */
	int behindLast(CharSet set, int from) {
		int at = this.position;
		while (at > this.start + from && !set.contains(this.buffer[at - 1])) {
			at--;
		}
		return at - this.start;
	}

	/** The characters from an offset up to here. */
	String text(int from, int longest) {
		return new String(this.buffer, this.start + from, Math.min(offset() - from, longest));
	}

	/** The same in upper case; both databases fold ASCII letters only. */
	String upperCaseText(int from, int longest) {
		int begin = this.start + from;
		char[] chars = Arrays.copyOfRange(this.buffer, begin, begin + Math.min(offset() - from, longest));
		for (int i = 0; i < chars.length; i++) {
			if (chars[i] >= 'a' && chars[i] <= 'z') {
				chars[i] -= 'a' - 'A';
			}
		}
		return new String(chars);
	}

	/** Whether the characters from an offset up to here are a word of ASCII letters. */
	boolean isWord(int from, String upperCase) {
		int length = upperCase.length();
		if (offset() - from != length) {
			return false;
		}
		for (int i = 0; i < length; i++) {
			char c = this.buffer[this.start + from + i];
			if (c != upperCase.charAt(i) && c - ('a' - 'A') != upperCase.charAt(i)) {
				return false;
			}
		}
		return true;
	}

	int lineAt(int offset) {
		int found = this.line;
		for (int at = this.start; at < this.start + offset; at++) {
			if (this.buffer[at] == '\n') {
				found++;
			}
		}
		return found;
	}

	ScriptException failure(String message, int offset) {
		return new ScriptException(message, null, lineAt(offset));
	}

	/** Cuts a piece that ends here, but not between the halves of a surrogate pair. */
	Piece take(Piece.Kind kind) throws IOException {
		if (Character.isHighSurrogate(previous()) && Character.isLowSurrogate((char) Math.max(0, peek()))) {
			advance(1);
		}
		return take(kind, List.of());
	}

	Piece take(Piece.Kind kind, List<String> tokens) {
		return take(kind, tokens, "");
	}

	Piece take(Piece.Kind kind, List<String> tokens, String tail) {
		String text = taken();
		Piece piece = new Piece(kind, text, this.line, tokens, tail);
		for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
			this.line++;
		}
		this.beforeStart = previous();
		this.start = this.position;
		return piece;
	}

	private String taken() {
		int length = offset();
		if (length == 2 && this.buffer[this.start] == ';' && this.buffer[this.start + 1] == '\n') {
			// behind almost every statement
			return ";\n";
		}
		return new String(this.buffer, this.start, length);
	}

	/** Reads on until so many characters are there. */
	private boolean fill(int needed) throws IOException {
		while (this.limit - this.position < needed) {
			if (this.stoppedAtNul) {
				throw failure("the file contains a NUL character (U+0000), which no statement may contain; "
						+ "remove it, or save the file as UTF-8 if it is in UTF-16", this.limit - this.start);
			}
			if (this.readAll) {
				return false;
			}
			makeRoom();
			int read = this.reader.read(this.buffer, this.limit, this.buffer.length - this.limit);
			this.readAll = read < 0;
			stopAtNul(this.limit + Math.max(0, read));
		}
		return true;
	}

	/** Makes room behind the characters of the piece, of which none is lost. */
	private void makeRoom() {
		int length = this.limit - this.start;
		if (this.limit < this.buffer.length && length > 0) {
			return;
		}
		char[] next = this.buffer;
		if (length == this.buffer.length) {
			next = new char[longer(length)];
		}
		else if (length < this.pieceLength && this.buffer.length > 4 * this.pieceLength) {
			// a long statement is over: let its memory go
			next = new char[this.pieceLength];
		}
		System.arraycopy(this.buffer, this.start, next, 0, length);
		this.buffer = next;
		this.position -= this.start;
		this.limit = length;
		this.start = 0;
	}

	private int longer(int length) {
		if (length == LONGEST_ARRAY) {
			throw failure("the statement that begins here is longer than 2 GiB; split it", 0);
		}
		return (int) Math.min(LONGEST_ARRAY, length * 2L);
	}

	private void stopAtNul(int newLimit) {
		char[] chars = this.buffer;
		for (int at = this.limit; at < newLimit; at++) {
			if (chars[at] == '\0') {
				this.limit = at;
				this.stoppedAtNul = true;
				return;
			}
		}
		this.limit = newLimit;
	}

}
