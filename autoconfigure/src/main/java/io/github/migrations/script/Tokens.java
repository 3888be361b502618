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

import java.util.ArrayList;
import java.util.List;

/**
 * The first tokens of a statement, and where its last one ends.
 */
final class Tokens {

	private final Cursor cursor;

	private final List<String> texts = new ArrayList<>(Piece.MAX_TOKENS);

	private int end;

	Tokens(Cursor cursor) {
		this.cursor = cursor;
	}

	void clear() {
		this.texts.clear();
		this.end = 0;
	}

	/** Adds the word from an offset up to here. */
	void word(int from) {
		this.end = this.cursor.offset();
		if (this.texts.size() < Piece.MAX_TOKENS) {
			this.texts.add(this.cursor.upperCaseText(from, Piece.MAX_TOKEN_LENGTH));
		}
	}

	/** Adds what stands from an offset up to here as it is. */
	void literal(int from) {
		this.end = this.cursor.offset();
		if (this.texts.size() < Piece.MAX_TOKENS) {
			this.texts.add(this.cursor.text(from, Piece.MAX_TOKEN_LENGTH));
		}
	}

	/** Moves over a character and adds it. */
	void symbol() {
		int from = this.cursor.offset();
		this.cursor.advance(1);
		literal(from);
	}

	/** Where the last token ends. */
	int end() {
		return this.end;
	}

	List<String> texts() {
		return this.texts;
	}

}
