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

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.github.migrations.script.Piece;

/**
 * Looks for files that lose their one transaction for the sake of one statement.
 */
final class MixedStatements {

	/** First words of statements that leave nothing to be rolled back. */
	private static final Set<String> HARMLESS = Set.of("SET", "RESET", "SELECT", "PRAGMA", "ATTACH", "DETACH");

	private static final Set<String> TRANSACTION = Set.of("BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT");

	private static final Set<String> TWO_WORDS = Set.of("ALTER", "CREATE", "DISCARD", "DROP", "PRAGMA", "PREPARE");

	private final Predicate<Piece> outside;

	private @Nullable Place first;

	private String words = "";

	private boolean mixed;

	private boolean intended;

	MixedStatements(Predicate<Piece> outside, FileContext context) {
		this.outside = outside;
		this.intended = context.transactionOff();
	}

	void look(Piece piece, Place place) {
		String word = (piece.tokens().isEmpty()) ? "" : piece.tokens().get(0);
		if (TRANSACTION.contains(word)) {
			this.intended = true;
		}
		else if (!this.outside.test(piece)) {
			this.mixed |= !HARMLESS.contains(word);
		}
		else if (this.first == null) {
			this.first = place;
			this.words = words(piece.tokens());
		}
	}

	private static String words(List<String> tokens) {
		int concurrently = tokens.indexOf("CONCURRENTLY");
		int count = (concurrently > 0) ? concurrently + 1 : (TWO_WORDS.contains(tokens.get(0))) ? 2 : 1;
		return String.join(" ", tokens.stream().limit(count).toList());
	}

	void end(Rule rule, Findings findings) {
		if (this.first != null && this.mixed && !this.intended) {
			findings.add(rule, this.first,
					"%s cannot run in a transaction, and stands beside other statements".formatted(this.words));
		}
	}

}
