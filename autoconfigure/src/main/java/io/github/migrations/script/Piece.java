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

import java.util.List;

/**
 * A piece of a script as a {@link Lexer} cuts it. The texts of all pieces of a script,
 * one after the other, are the script, character by character.
 *
 * @param kind what the piece is
 * @param text the characters of the piece, unchanged
 * @param line the line of the file on which the piece begins, counted from 1
 * @param tokens of a statement its first tokens outside comments, at most
 * {@value #MAX_TOKENS}, and only the first of one that inserts, updates or deletes: words
 * in upper case, quoted identifiers and literals as they are written (a long one cut
 * after {@value #MAX_TOKEN_LENGTH} characters), every other character by itself; empty
 * for all other kinds
 * @param tail what the database's own client sends along behind a statement, up to and
 * including its semicolon. SQLite keeps a part of it in its schema; PostgreSQL nothing
 */
public record Piece(Kind kind, String text, int line, List<String> tokens, String tail) {

	/** How many tokens of a statement are kept. */
	public static final int MAX_TOKENS = 32;

	/** How many characters of one token are kept. */
	public static final int MAX_TOKEN_LENGTH = 256;

	public Piece {
		tokens = List.copyOf(tokens);
	}

	/**
	 * Returns a statement as the database's own client sends it.
	 * @return its text and what belongs to it
	 */
	public String sql() {
		return this.text + this.tail;
	}

	/**
	 * What a piece of a script is.
	 */
	public enum Kind {

		/**
		 * White space, comments, separating semicolons, and what the database's own
		 * client takes for itself without any effect on the database. Long trivia may
		 * come in several pieces.
		 */
		TRIVIA,

		/**
		 * One statement, without the semicolon that ends it and without the trivia around
		 * it.
		 */
		STATEMENT,

		/**
		 * A part of the data that follows a {@code COPY … FROM stdin} statement, as it
		 * stands in the file. Data comes in as many pieces as it takes to keep each one
		 * small; the semicolon and line end after the statement and the closing
		 * {@code \.} are trivia.
		 */
		COPY_DATA

	}

}
