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
import io.github.migrations.script.Piece;
import io.github.migrations.script.Pieces;

/**
 * Runs the statements of a script inside the transaction of a session, one by one as they
 * are read.
 */
final class ScriptRunner {

	private static final int MAX_LINE_LENGTH = 200;

	private final Database database;

	private final Session session;

	private final Progress progress;

	private final Stop stop;

	ScriptRunner(Database database, Session session, Progress progress, Stop stop) {
		this.database = database;
		this.session = session;
		this.progress = progress;
		this.stop = stop;
	}

	/**
	 * Runs a script.
	 * @throws StatementException if the database refuses a statement
	 * @throws InterruptedException if the run is to be stopped
	 */
	void run(PlannedMigration migration) throws StatementException, InterruptedException {
		try (Pieces pieces = Pieces.of(migration.migration().file(), this.database::lexer)) {
			Data data = new Data(pieces);
			int number = 0;
			for (Piece piece = data.next(); piece != null; piece = data.next()) {
				if (piece.kind() == Piece.Kind.STATEMENT) {
					this.stop.check();
					number++;
					this.progress.statement(number, piece.line());
					run(piece, number, data);
				}
			}
		}
	}

	private void run(Piece piece, int number, Data data) throws StatementException, InterruptedException {
		try {
			long rows = switch (this.database.kind(piece)) {
				case BEGIN, COMMIT, ROLLBACK, SETTING -> 0;
				case COPY -> this.session.copy(piece.text(), data::copyData, this.stop);
				default -> this.session.execute(piece.text(), this.stop);
			};
			this.progress.rows(rows);
		}
		catch (SQLException ex) {
			this.stop.check();
			throw new StatementException(place(piece, number, ex), ex);
		}
	}

	private StatementException.Place place(Piece piece, int number, SQLException ex) {
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
		return new StatementException.Place(number, line,
				(firstLine.length() > MAX_LINE_LENGTH) ? firstLine.substring(0, MAX_LINE_LENGTH) + "…" : firstLine);
	}

	/**
	 * The pieces of a script, among them the data that belongs to a statement.
	 */
	private static final class Data {

		private final Pieces pieces;

		private @Nullable Piece ahead;

		private Data(Pieces pieces) {
			this.pieces = pieces;
		}

		private @Nullable Piece next() {
			Piece next = this.ahead;
			this.ahead = null;
			return (next != null) ? next : this.pieces.next();
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

	}

}
