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

/**
 * Knows which semicolon ends a statement: in {@code CREATE TRIGGER} only the one after
 * the {@code END} that itself follows a semicolon, everywhere else the first one. This is
 * the rule of SQLite's function {@code sqlite3_complete()}, by which its shell reads
 * scripts.
 */
final class TriggerBody {

	private enum State {

		START, EXPLAIN, CREATE, OTHER, TRIGGER, SEMICOLON, END

	}

	private final Cursor cursor;

	private State state = State.START;

	TriggerBody(Cursor cursor) {
		this.cursor = cursor;
	}

	void clear() {
		this.state = State.START;
	}

	/** Whether a semicolon would end the statement here. */
	boolean isClosed() {
		return this.state != State.TRIGGER && this.state != State.SEMICOLON;
	}

	/** Takes note of a semicolon that does not end the statement. */
	void semicolon() {
		this.state = State.SEMICOLON;
	}

	/** Takes note of a token that is neither semicolon nor word. */
	void other() {
		this.state = switch (this.state) {
			case EXPLAIN -> State.EXPLAIN;
			case TRIGGER, SEMICOLON, END -> State.TRIGGER;
			default -> State.OTHER;
		};
	}

	/** Takes note of the unquoted word from an offset up to here. */
	void word(int from) {
		switch (this.state) {
			case START -> beginning(from, isWord(from, "EXPLAIN") ? State.EXPLAIN : State.OTHER);
			case EXPLAIN -> beginning(from, endsExplain(from) ? State.OTHER : State.EXPLAIN);
			case CREATE -> create(from);
			case SEMICOLON -> this.state = isWord(from, "END") ? State.END : State.TRIGGER;
			case TRIGGER, END -> this.state = State.TRIGGER;
			case OTHER -> this.state = State.OTHER;
		}
	}

	private void beginning(int from, State otherwise) {
		this.state = isWord(from, "CREATE") ? State.CREATE : otherwise;
	}

	private boolean endsExplain(int from) {
		return isWord(from, "EXPLAIN") || isWord(from, "TRIGGER") || isWord(from, "END") || isTemporary(from);
	}

	private void create(int from) {
		if (isWord(from, "TRIGGER")) {
			this.state = State.TRIGGER;
		}
		else if (!isTemporary(from)) {
			this.state = State.OTHER;
		}
	}

	private boolean isTemporary(int from) {
		return isWord(from, "TEMP") || isWord(from, "TEMPORARY");
	}

	private boolean isWord(int from, String word) {
		return this.cursor.isWord(from, word);
	}

}
