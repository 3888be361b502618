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
 * What stands between two statements: white space, comments, semicolons, and the lines by
 * which pg_dump guards its output.
 */
final class PostgresTrivia extends Trivia {

	private final CopyData copyData;

	PostgresTrivia(Cursor cursor, Comments comments, CopyData copyData) {
		super(cursor, comments);
		this.copyData = copyData;
	}

	@Override
	boolean between(int c) throws IOException {
		if (PostgresStatement.SPACE.contains(c)) {
			this.cursor.skip(PostgresStatement.SPACE, this.cursor.pieceLength());
			return true;
		}
		if (c == ';') {
			this.cursor.advance(1);
			return !this.copyData.begins();
		}
		if (c == '\\') {
			PsqlCommand.skip(this.cursor);
			return true;
		}
		return false;
	}

}
