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

import org.jspecify.annotations.Nullable;

/**
 * The first tokens of a statement, and where its last one ends.
 */
final class Tokens {

	private final Cursor cursor;

	/**
	 * The first words of statements that are told by this word alone, and of which a
	 * script may have very many.
	 */
	private static final List<List<String>> TOLD_BY_FIRST = List.of(List.of("INSERT"), List.of("UPDATE"),
			List.of("DELETE"), List.of("REPLACE"));

	private final List<String> texts = new ArrayList<>(Piece.MAX_TOKENS);

	private @Nullable List<String> told;

	private int end;

	Tokens(Cursor cursor) {
		this.cursor = cursor;
	}

	void clear() {
		this.texts.clear();
		this.told = null;
		this.end = 0;
	}

	/** Adds the word from an offset up to here. */
	void word(int from) {
		this.end = this.cursor.offset();
		if (this.texts.isEmpty() && this.told == null) {
			this.told = told(from);
		}
		if (!isFull()) {
			this.texts.add(this.cursor.upperCaseText(from, Piece.MAX_TOKEN_LENGTH));
		}
	}

	private @Nullable List<String> told(int from) {
		for (List<String> first : TOLD_BY_FIRST) {
			if (this.cursor.isWord(from, first.get(0))) {
				return first;
			}
		}
		return null;
	}

	/** Whether the statement is told by its first word, and no other one is kept. */
	boolean areTold() {
		return this.told != null;
	}

	private boolean isFull() {
		return this.told != null || this.texts.size() == Piece.MAX_TOKENS;
	}

	/** Adds what stands from an offset up to here as it is. */
	void literal(int from) {
		this.end = this.cursor.offset();
		if (!isFull()) {
			this.texts.add(this.cursor.text(from, Piece.MAX_TOKEN_LENGTH));
		}
	}

	/** Moves over a character and adds it. */
	void symbol() {
		int from = this.cursor.offset();
		this.cursor.advance(1);
		literal(from);
	}

	/** Takes note of tokens that were gone over at once. */
	void endAt(int end) {
		this.end = end;
	}

	/** Where the last token ends. */
	int end() {
		return this.end;
	}

	List<String> texts() {
		return (this.told != null) ? this.told : this.texts;
	}

}
