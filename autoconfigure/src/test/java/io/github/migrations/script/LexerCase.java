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

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * One row of a table of lexer cases.
 *
 * @param name the construct
 * @param script the script
 * @param executable whether an empty database accepts the statements one by one
 * @param statements the statements, each led by its line and a colon; {@code >} in place
 * of the line leads data of COPY
 */
record LexerCase(String name, String script, boolean executable, List<String> statements) {

	/** A case whose statements the database accepts. */
	static LexerCase runs(String name, String script, String... statements) {
		return new LexerCase(name, script, true, List.of(statements));
	}

	/** A case that only the lexer can have an opinion of. */
	static LexerCase cuts(String name, String script, String... statements) {
		return new LexerCase(name, script, false, List.of(statements));
	}

	static List<Piece> pieces(Lexer lexer) {
		List<Piece> pieces = new ArrayList<>();
		try {
			@Nullable Piece piece = lexer.next();
			while (piece != null) {
				pieces.add(piece);
				piece = lexer.next();
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return pieces;
	}

	/** The pieces of a script, checked for what holds of every script. */
	static List<Piece> pieces(String script, BiFunction<Reader, Integer, Lexer> lexer, int pieceLength, int read) {
		List<Piece> pieces = pieces(lexer.apply(slowly(script, read), pieceLength));
		int longestLine = Stream.of(script.split("\n")).mapToInt(String::length).max().orElse(0) + 2;
		StringBuilder text = new StringBuilder();
		for (Piece piece : pieces) {
			int line = 1 + (int) text.chars().filter((c) -> c == '\n').count();
			if (piece.line() != line || piece.text().isEmpty()) {
				throw new AssertionError("line " + line + " expected of " + piece);
			}
			// a psql command and the line before data are not cut
			if (piece.kind() != Piece.Kind.STATEMENT && piece.text().length() > pieceLength + longestLine) {
				throw new AssertionError("too long: " + piece);
			}
			text.append(piece.text());
		}
		if (!text.toString().equals(script)) {
			throw new AssertionError("not the script: " + text);
		}
		return pieces;
	}

	/** The statements and data in the form of this table. */
	static List<String> statements(List<Piece> pieces) {
		List<String> found = new ArrayList<>();
		Piece.@Nullable Kind last = null;
		for (Piece piece : pieces) {
			switch (piece.kind()) {
				case STATEMENT -> found.add(piece.line() + ":" + piece.text());
				case COPY_DATA -> {
					String before = (last == Piece.Kind.COPY_DATA) ? found.remove(found.size() - 1) : ">";
					found.add(before + piece.text());
				}
				case TRIVIA -> {
				}
			}
			last = piece.kind();
		}
		return found;
	}

	/** A reader that delivers at most so many characters at once. */
	static Reader slowly(String script, int atOnce) {
		return new FilterReader(new StringReader(script)) {
			@Override
			public int read(char[] chars, int offset, int length) throws IOException {
				return super.read(chars, offset, Math.min(length, atOnce));
			}
		};
	}

	@Override
	public String toString() {
		return this.name;
	}

}
