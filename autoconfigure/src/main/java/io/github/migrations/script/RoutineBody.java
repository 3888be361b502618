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

import java.util.Arrays;

/**
 * Knows whether a statement is inside the {@code BEGIN ATOMIC … END} body of an SQL
 * function, where semicolons do not end it. It follows psql, which looks at the first
 * unquoted words of the statement, and then counts {@code BEGIN}, {@code CASE} and
 * {@code END} outside parentheses.
 */
final class RoutineBody {

	private static final String[] HEADING = { "CREATE", "OR", "REPLACE", "FUNCTION", "PROCEDURE" };

	private final Cursor cursor;

	/** The initials of the first words as far as CREATE OR REPLACE FUNCTION has them. */
	private final char[] initials = new char[4];

	private int words;

	private boolean routine;

	private int depth;

	RoutineBody(Cursor cursor) {
		this.cursor = cursor;
	}

	void clear() {
		Arrays.fill(this.initials, ' ');
		this.words = 0;
		this.routine = false;
		this.depth = 0;
	}

	boolean isOpen() {
		return this.depth > 0;
	}

	/** Takes note of the unquoted word from an offset up to here. */
	void word(int from, boolean inParentheses) {
		if (this.words < this.initials.length) {
			this.initials[this.words] = initial(from);
			this.words++;
			this.routine = this.initials[0] == 'C'
					&& (isRoutine(1) || (this.initials[1] == 'O' && this.initials[2] == 'R' && isRoutine(3)));
		}
		if (!this.routine || inParentheses) {
			return;
		}
		if (isWord(from, "BEGIN") || (this.depth > 0 && isWord(from, "CASE"))) {
			this.depth++;
		}
		else if (this.depth > 0 && isWord(from, "END")) {
			this.depth--;
		}
	}

	private char initial(int from) {
		for (String word : HEADING) {
			if (isWord(from, word)) {
				return word.charAt(0);
			}
		}
		return ' ';
	}

	private boolean isRoutine(int word) {
		return this.initials[word] == 'F' || this.initials[word] == 'P';
	}

	private boolean isWord(int from, String word) {
		return this.cursor.isWord(from, word);
	}

}
