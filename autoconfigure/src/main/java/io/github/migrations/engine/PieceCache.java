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

package io.github.migrations.engine;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.migrations.script.Piece;

/**
 * Keeps what was read while a run was planned, so that small files are cut only once.
 * Large ones are read again when they run, because a script may be larger than the
 * memory.
 */
final class PieceCache {

	/** How many characters the files of one run may keep. */
	private static final int MAX_LENGTH = 4 * 1024 * 1024;

	private int room = MAX_LENGTH;

	private @Nullable List<Piece> pieces;

	/** Begins the next file. */
	void begin() {
		this.pieces = new ArrayList<>();
	}

	void add(Piece piece) {
		this.room -= piece.text().length();
		if (this.room < 0) {
			this.pieces = null;
		}
		if (this.pieces != null) {
			this.pieces.add(piece);
		}
	}

	/**
	 * Ends a file.
	 * @return its pieces, or {@code null} if there was no room for them
	 */
	@Nullable List<Piece> end() {
		List<Piece> pieces = this.pieces;
		this.pieces = null;
		return pieces;
	}

}
