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
 * Finds the line comments at the head of a file, which may be directives.
 */
final class HeadReader {

	private final ScriptFile file;

	private final DirectiveReader directives = new DirectiveReader();

	/** The end of a piece that may go on in the next one. */
	private final StringBuilder rest = new StringBuilder();

	private int line = 1;

	HeadReader(ScriptFile file) {
		this.file = file;
	}

	/**
	 * Takes a piece of trivia from before the first statement.
	 * @param piece the piece
	 */
	void trivia(Piece piece) {
		if (this.rest.isEmpty()) {
			this.line = piece.line();
		}
		this.rest.append(piece.text());
		int position = 0;
		while (position < this.rest.length()) {
			int next = skip(position);
			if (next < 0) {
				break;
			}
			position = next;
		}
		this.rest.delete(0, position);
	}

	/**
	 * Skips one comment or character.
	 * @return the position after it, or -1 if its end is not known yet
	 */
	private int skip(int position) {
		if (this.rest.charAt(position) == '\n') {
			this.line++;
		}
		else if (isPair('-', '-', position)) {
			int end = this.rest.indexOf("\n", position);
			if (end >= 0) {
				comment(this.rest.substring(position, end));
			}
			return end;
		}
		else if (isPair('/', '*', position)) {
			int end = this.rest.indexOf("*/", position + 2);
			if (end >= 0) {
				this.line += (int) this.rest.substring(position, end).chars().filter((c) -> c == '\n').count();
			}
			return (end < 0) ? -1 : end + 2;
		}
		return position + 1;
	}

	private boolean isPair(char first, char second, int position) {
		return this.rest.length() > position + 1 && this.rest.charAt(position) == first
				&& this.rest.charAt(position + 1) == second;
	}

	private void comment(String comment) {
		try {
			this.directives.comment(comment);
		}
		catch (IllegalArgumentException ex) {
			throw new ScriptException(String.valueOf(ex.getMessage()), this.file.shown(), this.line);
		}
	}

	/**
	 * Returns what the head says.
	 * @return the directives
	 */
	Directives directives() {
		if (isPair('-', '-', 0)) {
			comment(this.rest.toString());
		}
		return this.directives.directives();
	}

}
