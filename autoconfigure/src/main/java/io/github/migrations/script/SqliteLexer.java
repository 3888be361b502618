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
 * Cuts a script for SQLite into the statements that SQLite itself would find in it, by
 * the rules of its tokenizer (sqlite.org, SQL As Understood By SQLite) and of the
 * function {@code sqlite3_complete()}, by which its shell reads scripts.
 * <p>
 * The dot commands of the shell are refused with their line.
 */
public final class SqliteLexer implements Lexer {

	private final Cursor cursor;

	private final Comments comments;

	private final SqliteTrivia trivia;

	private final SqliteStatement statement;

	/**
	 * Creates a lexer for one script.
	 * @param script the script without a byte-order mark; the caller closes it
	 */
	public SqliteLexer(Reader script) {
		this(script, Cursor.PIECE_LENGTH);
	}

	SqliteLexer(Reader script, int pieceLength) {
		this.cursor = new Cursor(script, pieceLength);
		this.comments = Comments.ofSqlite(this.cursor);
		SqliteSpace space = new SqliteSpace(this.cursor);
		this.trivia = new SqliteTrivia(this.cursor, this.comments, space);
		this.statement = new SqliteStatement(this.cursor, this.comments, space);
	}

	@Override
	public @Nullable Piece next() throws IOException {
		Piece between = this.trivia.next();
		if (between != null) {
			return between;
		}
		return (this.cursor.peek() != Cursor.END) ? this.statement.next() : null;
	}

	@Override
	public int unterminatedCommentLine() {
		return this.comments.unterminatedLine();
	}

}
