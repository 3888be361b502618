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

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.Session;
import io.github.migrations.database.StatementKind;
import io.github.migrations.script.Piece;
import io.github.migrations.script.Pieces;

/**
 * The statements of a script, run one by one as they are read.
 */
final class Statements implements AutoCloseable {

	private static final int MAX_LINE_LENGTH = 200;

	private final Database database;

	private final Session session;

	private final Progress progress;

	private final Stop stop;

	private final Pieces pieces;

	/** A statement that was read while looking for the data of the one before it. */
	private @Nullable Piece ahead;

	private int number;

	Statements(PlannedMigration migration, Database database, Session session, Progress progress, Stop stop) {
		this.database = database;
		this.session = session;
		this.progress = progress;
		this.stop = stop;
		this.pieces = Pieces.of(migration.migration().file(), database::lexer);
	}

	/**
	 * Reads the next statement.
	 * @return the statement, or {@code null} at the end of the script
	 * @throws InterruptedException if the run is to be stopped
	 */
	@Nullable Piece next() throws InterruptedException {
		this.stop.check();
		Piece piece = this.ahead;
		this.ahead = null;
		while (piece == null || piece.kind() != Piece.Kind.STATEMENT) {
			piece = this.pieces.next();
			if (piece == null) {
				return null;
			}
		}
		this.number++;
		this.progress.statement(this.number, piece.line());
		return piece;
	}

	/**
	 * Runs the statement that was read last.
	 * @throws StatementException if the database refuses it
	 * @throws InterruptedException if the run is to be stopped
	 */
	void execute(Piece piece) throws StatementException, InterruptedException {
		try {
			boolean copy = this.database.kind(piece) == StatementKind.COPY;
			this.progress.rows((copy) ? this.session.copy(piece.text(), this::copyData, this.stop)
					: this.session.execute(piece.sql(), this.stop));
		}
		catch (SQLException ex) {
			this.stop.check();
			throw new StatementException(place(piece, ex), ex);
		}
	}

	private @Nullable String copyData() {
		if (this.ahead != null) {
			return null;
		}
		Piece piece = this.pieces.next();
		while (piece != null && piece.kind() == Piece.Kind.TRIVIA) {
			piece = this.pieces.next();
		}
		if (piece == null || piece.kind() == Piece.Kind.COPY_DATA) {
			return (piece != null) ? piece.text() : null;
		}
		this.ahead = piece;
		return null;
	}

	private StatementException.Place place(Piece piece, SQLException ex) {
		String text = piece.text();
		int position = this.database.errorPosition(ex);
		int line = piece.line();
		if (position > 0 && position <= text.codePointCount(0, text.length())) {
			line += (int) text.substring(0, text.offsetByCodePoints(0, position - 1))
				.chars()
				.filter((c) -> c == '\n')
				.count();
		}
		String firstLine = text.lines().findFirst().orElse("");
		return new StatementException.Place(this.number, line,
				(firstLine.length() > MAX_LINE_LENGTH) ? firstLine.substring(0, MAX_LINE_LENGTH) + "…" : firstLine);
	}

	@Override
	public void close() {
		this.pieces.close();
	}

}
