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
import java.io.Reader;
import java.io.StringWriter;
import java.io.Writer;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What one reading of a file tells about it; its statements are not kept.
 *
 * @param file the file
 * @param checksum the algorithm, a colon, and the checksum of the content
 * @param directives what its head says
 * @param statements how many statements it holds
 * @param unterminatedComment the line of a block comment that the script does not close
 * and the database accepts, or 0
 * @param undo where another tool would see its undo begin, if statements follow, or
 * {@code null}
 */
public record Script(ScriptFile file, String checksum, Directives directives, int statements, int unterminatedComment,
		@Nullable UndoMarker undo) {

	/**
	 * Reads a file from its beginning to its end.
	 * @param file the file
	 * @param placeholders the values of placeholders
	 * @param lexer makes the lexer of the database
	 * @param content is given every statement and all data, in order
	 * @return what the file tells
	 * @throws ScriptException if anything is wrong with the file
	 */
	public static Script read(ScriptFile file, Placeholders placeholders, Function<Reader, Lexer> lexer,
			Consumer<Piece> content) {
		int count = 0;
		UndoMarker marker = null;
		UndoMarker undo = null;
		try (Pieces pieces = Pieces.of(file, placeholders, lexer)) {
			HeadReader head = new HeadReader(file, pieces.nestsComments());
			for (Piece piece = pieces.next(); piece != null; piece = pieces.next()) {
				if (piece.kind() != Piece.Kind.TRIVIA) {
					count += (piece.kind() == Piece.Kind.STATEMENT) ? 1 : 0;
					undo = marker;
					content.accept(piece);
				}
				else {
					if (count == 0) {
						head.trivia(piece);
					}
					marker = (marker != null) ? marker : UndoMarker.find(piece.text(), piece.line());
				}
			}
			return new Script(file, pieces.checksum(), head.directives(), count, pieces.unterminatedComment(), undo);
		}
	}

	/**
	 * Reads a file only as far as its checksum needs.
	 * @param file the file
	 * @return the checksum of its content
	 * @throws ScriptException if the file cannot be read
	 */
	public static String checksum(ScriptFile file) {
		try (Pieces pieces = Pieces.of(file, Placeholders.NONE, (reader) -> new Copied(reader, Writer.nullWriter()))) {
			pieces.next();
			return pieces.checksum();
		}
	}

	/**
	 * Reads a whole file.
	 * @param file the file
	 * @param placeholders the values of placeholders
	 * @return its text, placeholders replaced
	 * @throws ScriptException if anything is wrong with the file
	 */
	public static String text(ScriptFile file, Placeholders placeholders) {
		StringWriter text = new StringWriter();
		try (Pieces pieces = Pieces.of(file, placeholders, (reader) -> new Copied(reader, text))) {
			pieces.next();
			return text.toString();
		}
	}

	/**
	 * Returns the description for people.
	 * @param title the description that the file's name gives
	 * @return the directive's description, otherwise the title
	 */
	public String description(String title) {
		String description = this.directives.description();
		return (description != null) ? description : title;
	}

	/**
	 * A lexer that copies a whole file.
	 */
	private record Copied(Reader reader, Writer target) implements Lexer {

		@Override
		public @Nullable Piece next() throws IOException {
			this.reader.transferTo(this.target);
			return null;
		}

	}

}
