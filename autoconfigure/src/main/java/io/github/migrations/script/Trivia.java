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
 * What stands between two statements.
 */
abstract class Trivia {

	final Cursor cursor;

	final Comments comments;

	Trivia(Cursor cursor, Comments comments) {
		this.cursor = cursor;
		this.comments = comments;
	}

	/** The next piece of trivia, {@code null} if a statement begins here. */
	final @Nullable Piece next() throws IOException {
		int longest = this.cursor.pieceLength();
		boolean further = true;
		while (further && this.cursor.offset() < longest) {
			if (this.comments.isOpen() || this.comments.begins()) {
				this.comments.skip(longest);
			}
			else {
				further = between(this.cursor.peek());
			}
		}
		if (this.cursor.offset() == 0) {
			return null;
		}
		this.comments.keepLine();
		return this.cursor.take(Piece.Kind.TRIVIA);
	}

	/** Moves over trivia other than comments; tells whether more may follow. */
	abstract boolean between(int c) throws IOException;

}
