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

package io.github.migrations.database.rules;

import io.github.migrations.script.Piece;

/**
 * Tells which statements of a file are committed together.
 */
final class TransactionNumbers {

	private final boolean one;

	private int number;

	private boolean open;

	TransactionNumbers(boolean one) {
		this.one = one;
	}

	/**
	 * Takes the next statement.
	 * @param piece the statement
	 * @return a number that all statements of its transaction have
	 */
	int next(Piece piece) {
		if (this.one) {
			return 1;
		}
		if (!this.open) {
			this.number++;
		}
		String first = (piece.tokens().isEmpty()) ? "" : piece.tokens().get(0);
		switch (first) {
			case "BEGIN", "START" -> this.open = true;
			case "COMMIT", "END", "ABORT" -> this.open = false;
			case "ROLLBACK" -> this.open &= piece.tokens().contains("TO");
			default -> {
				// says nothing about transactions
			}
		}
		return this.number;
	}

}
