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
 * Finds the line comments at the head of a file, which may be directives. It reads
 * character by character, because a lexer may cut trivia anywhere.
 */
final class HeadReader {

	/** No directive is longer; what follows in the line is not kept. */
	private static final int LONGEST_COMMENT = 16 * 1024;

	private final ScriptFile file;

	private final boolean nestedComments;

	private final DirectiveReader directives = new DirectiveReader();

	private final StringBuilder comment = new StringBuilder();

	private boolean inLine;

	/** How many block comments are open. */
	private int depth;

	/** The character before, unless it belongs to a pair that has been understood. */
	private char previous = '\n';

	private int line = 1;

	HeadReader(ScriptFile file, boolean nestedComments) {
		this.file = file;
		this.nestedComments = nestedComments;
	}

	/**
	 * Takes a piece of trivia from before the first statement.
	 * @param piece the piece that follows the one before without a gap
	 */
	void trivia(Piece piece) {
		String text = piece.text();
		for (int i = 0; i < text.length(); i++) {
			char next = text.charAt(i);
			boolean pair = (this.inLine) ? line(next) : (this.depth > 0) ? block(next) : between(next);
			this.previous = (pair) ? 0 : next;
			if (next == '\n') {
				this.line++;
			}
		}
	}

	private boolean between(char next) {
		if (isPair('/', '*', next)) {
			this.depth = 1;
			return true;
		}
		// the shell of SQLite passes over lines that begin with a number sign
		if (isPair('-', '-', next) || isPair('\n', '#', next)) {
			this.inLine = true;
			this.comment.append(this.previous).append(next);
			return true;
		}
		return false;
	}

	private boolean block(char next) {
		if (isPair('*', '/', next)) {
			this.depth--;
			return true;
		}
		if (this.nestedComments && isPair('/', '*', next)) {
			this.depth++;
			return true;
		}
		return false;
	}

	private boolean line(char next) {
		if (next == '\n') {
			endLine();
		}
		else if (this.comment.length() < LONGEST_COMMENT) {
			this.comment.append(next);
		}
		return false;
	}

	private void endLine() {
		this.inLine = false;
		try {
			// a file may have carriage returns alone for line ends
			for (String part : this.comment.toString().split("\r")) {
				this.directives.comment(part.strip());
			}
		}
		catch (IllegalArgumentException ex) {
			throw new ScriptException(String.valueOf(ex.getMessage()), this.file.shown(), this.line);
		}
		this.comment.setLength(0);
	}

	private boolean isPair(char first, char second, char next) {
		return this.previous == first && next == second;
	}

	/**
	 * Returns what the head says.
	 * @return the directives
	 */
	Directives directives() {
		if (this.inLine) {
			endLine();
		}
		return this.directives.directives();
	}

}
