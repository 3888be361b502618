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

import org.jspecify.annotations.Nullable;

/**
 * Cuts a script for PostgreSQL into the statements that psql would send, by the rules of
 * the PostgreSQL documentation (4.1 Lexical Structure) and of psql's reference page.
 * <p>
 * The commands of psql itself are refused with their line, but for the pair by which
 * pg_dump guards its output ({@code \restrict} and its counterpart). Where psql reads a
 * string otherwise than the server does (an escape string that is continued on a further
 * line, {@code standard_conforming_strings} changed on the same line), the server is
 * followed.
 */
public final class PostgresLexer implements Lexer {

	private final Cursor cursor;

	private final CopyData copyData;

	private final PostgresTrivia trivia;

	private final PostgresStatement statement;

	/**
	 * Creates a lexer for one script.
	 * @param script the script without a byte-order mark; the caller closes it
	 */
	public PostgresLexer(Reader script) {
		this(script, Cursor.PIECE_LENGTH);
	}

	PostgresLexer(Reader script, int pieceLength) {
		this.cursor = new Cursor(script, pieceLength);
		Comments comments = Comments.ofPostgres(this.cursor);
		this.copyData = new CopyData(this.cursor, comments);
		this.trivia = new PostgresTrivia(this.cursor, comments, this.copyData);
		this.statement = new PostgresStatement(this.cursor, comments);
	}

	@Override
	public @Nullable Piece next() throws IOException {
		Piece data = this.copyData.next();
		if (data != null) {
			return data;
		}
		Piece between = this.trivia.next();
		if (between != null) {
			return between;
		}
		if (this.cursor.peek() == Cursor.END) {
			return null;
		}
		Piece next = this.statement.next();
		if (this.statement.isCopyFromStdin()) {
			this.copyData.expect();
		}
		return next;
	}

	@Override
	public boolean nestsComments() {
		return true;
	}

}
