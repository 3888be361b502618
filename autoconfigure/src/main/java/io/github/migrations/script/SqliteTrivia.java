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
 * What stands between two statements: white space, comments, semicolons, and the lines
 * that begin with {@code #}, which the shell of SQLite passes over. The shell's own
 * commands begin with a dot and are refused.
 */
final class SqliteTrivia extends Trivia {

	private static final int LONGEST_NAME = 40;

	private static final CharSet NAME = CharSet.identifier("_-");

	private final SqliteSpace space;

	SqliteTrivia(Cursor cursor, Comments comments, SqliteSpace space) {
		super(cursor, comments);
		this.space = space;
	}

	@Override
	boolean between(int c) throws IOException {
		if (this.space.skip(c, this.cursor.pieceLength())) {
			return true;
		}
		if (c == ';') {
			this.cursor.advance(1);
			return true;
		}
		if (c == '#' && this.cursor.previous() == '\n') {
			this.comments.beginLine();
			return true;
		}
		if (c == '.') {
			throw dotCommand();
		}
		return false;
	}

	private ScriptException dotCommand() throws IOException {
		int from = this.cursor.offset();
		int length = 1;
		while (length < LONGEST_NAME && NAME.contains(this.cursor.peek(length))) {
			length++;
		}
		this.cursor.advance(length);
		String name = this.cursor.text(from, LONGEST_NAME);
		String remedy = name.equals(".read") ? "put the statements of that file in its place"
				: "remove it, or write SQL in its place";
		return this.cursor.failure("the sqlite3 command " + name + " cannot run here; " + remedy, from);
	}

}
