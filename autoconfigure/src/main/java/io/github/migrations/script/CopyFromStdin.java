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
 * Recognises {@code COPY table … FROM stdin}, the statement whose data follows it in the
 * script. A query in parentheses may contain any words; outside of them {@code FROM} is
 * reserved. As the server does, it takes {@code FROM stdout} for the same.
 */
final class CopyFromStdin {

	private enum State {

		BEGINNING, COPY, FROM, FROM_STDIN, OTHER

	}

	private final Cursor cursor;

	private State state = State.BEGINNING;

	CopyFromStdin(Cursor cursor) {
		this.cursor = cursor;
	}

	void clear() {
		this.state = State.BEGINNING;
	}

	boolean isRecognised() {
		return this.state == State.FROM_STDIN;
	}

	/** Takes note of the unquoted word from an offset up to here. */
	void word(int from, boolean inParentheses) {
		if (inParentheses) {
			return;
		}
		this.state = switch (this.state) {
			case BEGINNING -> this.cursor.isWord(from, "COPY") ? State.COPY : State.OTHER;
			case COPY -> this.cursor.isWord(from, "FROM") ? State.FROM : State.COPY;
			case FROM -> (this.cursor.isWord(from, "STDIN") || this.cursor.isWord(from, "STDOUT")) ? State.FROM_STDIN
					: State.OTHER;
			case FROM_STDIN -> State.FROM_STDIN;
			case OTHER -> State.OTHER;
		};
	}

	/** Takes note of a token that is no word. */
	void other() {
		if (this.state == State.BEGINNING || this.state == State.FROM) {
			this.state = State.OTHER;
		}
	}

}
