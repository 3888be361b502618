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
import java.util.Set;

/**
 * The first tokens of a statement, and where its last one ends.
 */
final class Tokens {

	private final Cursor cursor;

	/**
	 * The first words of statements that are told by this word alone, and of which a
	 * script may have very many.
	 */
	private static final Set<String> TOLD_BY_FIRST = Set.of("INSERT", "UPDATE", "DELETE", "REPLACE");

	private final List<String> texts = new ArrayList<>(Piece.MAX_TOKENS);

	private boolean full;

	private int end;

	Tokens(Cursor cursor) {
		this.cursor = cursor;
	}

	void clear() {
		this.texts.clear();
		this.full = false;
		this.end = 0;
	}

	/** Adds the word from an offset up to here. */
	void word(int from) {
		this.end = this.cursor.offset();
		if (!this.full) {
			add(this.cursor.upperCaseText(from, Piece.MAX_TOKEN_LENGTH));
		}
	}

	private void add(String text) {
		this.texts.add(text);
		this.full = this.texts.size() == Piece.MAX_TOKENS || (this.texts.size() == 1 && TOLD_BY_FIRST.contains(text));
	}

	/** Adds what stands from an offset up to here as it is. */
	void literal(int from) {
		this.end = this.cursor.offset();
		if (!this.full) {
			add(this.cursor.text(from, Piece.MAX_TOKEN_LENGTH));
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
