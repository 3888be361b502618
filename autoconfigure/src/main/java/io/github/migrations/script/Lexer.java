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
 * Cuts a script into pieces, reading only as far ahead as the current piece needs, so
 * that a script may be larger than the memory.
 */
public interface Lexer {

	/**
	 * Returns the next piece of the script.
	 * @return the next piece, or {@code null} at the end of the script
	 * @throws ScriptException if the script cannot be cut here: an unterminated quote, a
	 * command of the database's client that is not SQL
	 * @throws IOException if the script cannot be read
	 */
	@Nullable Piece next() throws IOException;

	/**
	 * Returns where a block comment began that the script does not close, if the database
	 * accepts such a comment; what follows it would silently be no part of the script, so
	 * {@link Pieces} refuse it. Known once {@link #next()} has returned {@code null}.
	 * @return the line, counted from 1, or 0 if there is no such comment
	 */
	default int unterminatedCommentLine() {
		return 0;
	}

	/**
	 * Tells whether a block comment may hold other ones.
	 * @return whether each {@code /}{@code *} inside needs an end of its own
	 */
	default boolean nestsComments() {
		return false;
	}

}
