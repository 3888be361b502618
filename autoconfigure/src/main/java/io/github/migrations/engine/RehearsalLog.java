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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.migrations.database.Trial;
import io.github.migrations.engine.DryRunReport.Outcome;
import io.github.migrations.engine.DryRunReport.Statement;
import io.github.migrations.script.Piece;

/**
 * The statements of one migration that have been tried. Those that follow each other and
 * write to the same table are one entry: nobody reads thousands of them.
 */
final class RehearsalLog {

	private static final int MAX_LENGTH = 100;

	private static final Pattern TARGET = Pattern.compile(
			"(INSERT(\\s+OR\\s+\\w+)?\\s+INTO|UPDATE(\\s+ONLY)?|DELETE\\s+FROM(\\s+ONLY)?)\\s+[\\w.\"$]+",
			Pattern.CASE_INSENSITIVE);

	private final List<Statement> statements = new ArrayList<>();

	/** What the last statement did to which table, or empty. */
	private String lastKey = "";

	/**
	 * Tells whether a statement is one more of the same.
	 * @param piece a statement that changes rows
	 */
	boolean isAnother(Piece piece) {
		return !this.lastKey.isEmpty() && key(piece).equals(this.lastKey);
	}

	void tried(Piece piece, int number, long rows, long nanos, Trial.Effects effects, boolean repeatable) {
		long ms = Duration.ofNanos(nanos).toMillis();
		if (repeatable && isAnother(piece)) {
			Statement last = this.statements.remove(this.statements.size() - 1);
			this.statements.add(new Statement(last.number(), last.count() + 1, last.line(), last.text(),
					Outcome.APPLIES, null, last.rows() + rows, last.durationMs() + ms, last.effects()));
			return;
		}
		this.lastKey = (repeatable) ? key(piece) : "";
		this.statements
			.add(new Statement(number, 1, piece.line(), firstLine(piece), Outcome.APPLIES, null, rows, ms, effects));
	}

	void notTried(Piece piece, int number, String reason) {
		add(piece, number, piece.line(), Outcome.NOT_TRIED, reason);
	}

	void refused(Piece piece, int number, int line, Outcome outcome, String reason) {
		add(piece, number, line, outcome, reason);
	}

	private void add(Piece piece, int number, int line, Outcome outcome, String reason) {
		this.lastKey = "";
		this.statements
			.add(new Statement(number, 1, line, firstLine(piece), outcome, reason, 0, 0, Trial.Effects.NONE));
	}

	void clear() {
		this.lastKey = "";
		this.statements.clear();
	}

	boolean isComplete() {
		return this.statements.stream().allMatch((statement) -> statement.outcome() == Outcome.APPLIES);
	}

	List<Statement> statements() {
		return this.statements;
	}

	private static String key(Piece piece) {
		Matcher matcher = TARGET.matcher(piece.text());
		return (matcher.lookingAt()) ? matcher.group() : "";
	}

	private static String firstLine(Piece piece) {
		String text = piece.text();
		String line = text.lines().findFirst().orElse("");
		boolean cut = line.length() > MAX_LENGTH;
		return (cut) ? line.substring(0, MAX_LENGTH) + "…"
				: (line.length() < text.strip().length()) ? line + " …" : line;
	}

}
