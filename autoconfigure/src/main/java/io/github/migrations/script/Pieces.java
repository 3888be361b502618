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

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The pieces of a file, read from its beginning to its end. Whatever is wrong with the
 * file is said with its name and line.
 */
public final class Pieces implements Closeable {

	private final ScriptFile file;

	private final @Nullable ScriptReader reader;

	private final Lexer lexer;

	private Pieces(ScriptFile file, @Nullable ScriptReader reader, Lexer lexer) {
		this.file = file;
		this.reader = reader;
		this.lexer = lexer;
	}

	/**
	 * Opens a file.
	 * @param file the file
	 * @param placeholders the values of placeholders
	 * @param lexer makes the lexer of the database
	 * @return its pieces, to be closed by the caller
	 * @throws ScriptException if the file cannot be opened
	 */
	public static Pieces of(ScriptFile file, Placeholders placeholders, Function<Reader, Lexer> lexer) {
		try {
			ScriptReader reader = new ScriptReader(file.content().open());
			return new Pieces(file, reader, lexer.apply(placeholders.resolve(reader)));
		}
		catch (IOException ex) {
			throw unreadable(file, ex);
		}
	}

	/**
	 * Returns pieces that have been read before.
	 * @param file the file that they come from
	 * @param pieces its pieces
	 * @return the same pieces once more
	 */
	public static Pieces of(ScriptFile file, List<Piece> pieces) {
		Iterator<Piece> iterator = pieces.iterator();
		return new Pieces(file, null, () -> (iterator.hasNext()) ? iterator.next() : null);
	}

	/**
	 * Returns the next piece.
	 * @return the next piece, or {@code null} at the end
	 * @throws ScriptException if the file cannot be read or cut
	 */
	public @Nullable Piece next() {
		try {
			return this.lexer.next();
		}
		catch (ScriptException ex) {
			throw ex.in(this.file.shown());
		}
		catch (IOException ex) {
			throw unreadable(this.file, ex);
		}
	}

	/**
	 * Returns the checksum of the file; may be asked once, after the last piece.
	 * @return the algorithm, a colon, and the checksum
	 * @throws NullPointerException if the pieces have been read before, not the file
	 */
	public String checksum() {
		return Objects.requireNonNull(this.reader, "The file is not read").checksum();
	}

	/**
	 * Returns where a block comment began that the script does not close; known after the
	 * last piece.
	 * @return the line, or 0 if there is none
	 */
	public int unterminatedComment() {
		return this.lexer.unterminatedCommentLine();
	}

	/**
	 * Tells whether a block comment may hold other ones.
	 * @return whether the lexer says so
	 */
	boolean nestsComments() {
		return this.lexer.nestsComments();
	}

	@Override
	public void close() {
		if (this.reader == null) {
			return;
		}
		try {
			this.reader.close();
		}
		catch (IOException ex) {
			throw unreadable(this.file, ex);
		}
	}

	private static ScriptException unreadable(ScriptFile file, IOException ex) {
		ScriptException exception = new ScriptException("cannot be read: " + ex, file.shown(), 0);
		exception.initCause(ex);
		return exception;
	}

}
