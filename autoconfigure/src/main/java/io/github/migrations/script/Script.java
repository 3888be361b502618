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
 */
public record Script(ScriptFile file, String checksum, Directives directives, int statements) {

	/**
	 * Reads a file from its beginning to its end.
	 * @param file the file
	 * @param lexer makes the lexer of the database
	 * @param statements is given every statement, in order
	 * @return what the file tells
	 * @throws ScriptException if anything is wrong with the file
	 */
	public static Script read(ScriptFile file, Function<Reader, Lexer> lexer, Consumer<Piece> statements) {
		int count = 0;
		try (Pieces pieces = Pieces.of(file, lexer)) {
			HeadReader head = new HeadReader(file, pieces.nestsComments());
			for (Piece piece = pieces.next(); piece != null; piece = pieces.next()) {
				if (piece.kind() == Piece.Kind.STATEMENT) {
					count++;
					statements.accept(piece);
				}
				else if (count == 0) {
					head.trivia(piece);
				}
			}
			return new Script(file, pieces.checksum(), head.directives(), count);
		}
	}

	/**
	 * Reads a file only as far as its checksum needs.
	 * @param file the file
	 * @return the checksum of its content
	 * @throws ScriptException if the file cannot be read
	 */
	public static String checksum(ScriptFile file) {
		try (Pieces pieces = Pieces.of(file, Unread::new)) {
			pieces.next();
			return pieces.checksum();
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
	 * A lexer that runs over a whole file and finds nothing in it.
	 */
	private record Unread(Reader reader) implements Lexer {

		@Override
		public @Nullable Piece next() throws IOException {
			this.reader.transferTo(Writer.nullWriter());
			return null;
		}

	}

}
