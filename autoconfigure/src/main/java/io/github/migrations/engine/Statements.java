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
import java.sql.SQLTransactionRollbackException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.Session;
import io.github.migrations.database.StatementKind;
import io.github.migrations.script.Piece;
import io.github.migrations.script.Pieces;
import io.github.migrations.script.Placeholders;

/**
 * The statements of a script, run one by one as they are read.
 */
final class Statements implements AutoCloseable {

	private static final int MAX_LINE_LENGTH = 200;

	private static final int MAX_BATCH = 1000;

	private static final int MAX_BATCH_LENGTH = 256 * 1024;

	private final Database database;

	private final Session session;

	private final Progress progress;

	private final Stop stop;

	private final Pieces pieces;

	/** A statement that was read while looking for the data of the one before it. */
	private @Nullable Piece ahead;

	private int number;

	/** What waits to be run together. */
	private final List<Numbered> batch = new ArrayList<>();

	private int batchLength;

	Statements(PlannedMigration migration, Placeholders placeholders, Database database, Session session,
			Progress progress, Stop stop) {
		this.database = database;
		this.session = session;
		this.progress = progress;
		this.stop = stop;
		this.pieces = migration.open(database, placeholders);
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
		return piece;
	}

	/**
	 * Runs the statement that was read last, at once or together with the next ones.
	 * @param piece the statement
	 * @throws StatementException if the database refuses it, or one before it
	 * @throws InterruptedException if the run is to be stopped
	 */
	void executeSoon(Piece piece) throws StatementException, InterruptedException {
		if (!this.database.isBatchable(piece)) {
			flush();
			execute(piece);
			return;
		}
		this.batch.add(new Numbered(piece, this.number));
		this.batchLength += piece.text().length();
		if (this.batch.size() >= MAX_BATCH || this.batchLength >= MAX_BATCH_LENGTH) {
			flush();
		}
	}

	/**
	 * Runs what has not been run yet.
	 * @throws StatementException if the database refuses a statement
	 * @throws InterruptedException if the run is to be stopped
	 */
	void flush() throws StatementException, InterruptedException {
		List<Numbered> statements = List.copyOf(this.batch);
		this.batch.clear();
		this.batchLength = 0;
		if (statements.size() > 1) {
			Numbered first = statements.get(0);
			this.progress.statement(first.number(), first.piece().line());
			try {
				this.progress.rows(this.session.executeBatch(
						statements.stream().map((statement) -> statement.piece().text()).toList(), this.stop));
				return;
			}
			catch (SQLTransactionRollbackException ex) {
				// one by one, each would be committed by itself
				this.stop.check();
				throw new StatementException(place(statements, ex), ex);
			}
			catch (SQLException ex) {
				// which one it was is found out one by one
				this.stop.check();
			}
		}
		for (Numbered statement : statements) {
			execute(statement.piece(), statement.number());
		}
	}

	/**
	 * Runs the statement that was read last.
	 * @param piece the statement
	 * @return how many rows it changed, as far as the database tells
	 * @throws StatementException if the database refuses it
	 * @throws InterruptedException if the run is to be stopped
	 */
	long execute(Piece piece) throws StatementException, InterruptedException {
		return execute(piece, this.number);
	}

	/**
	 * Returns the number of the statement that was read last, counted from 1.
	 */
	int number() {
		return this.number;
	}

	private long execute(Piece piece, int number) throws StatementException, InterruptedException {
		this.progress.statement(number, piece.line());
		try {
			boolean copy = this.database.kind(piece) == StatementKind.COPY;
			long rows = (copy) ? this.session.copy(piece.text(), this::copyData, this.stop)
					: this.session.execute(piece.sql(), this.stop);
			this.progress.rows(rows);
			return rows;
		}
		catch (SQLException ex) {
			this.stop.check();
			throw new StatementException(place(piece, number, ex), ex);
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

	private StatementException.Place place(List<Numbered> batch, SQLException ex) {
		Numbered first = batch.get(0);
		StatementException.Place place = place(first.piece(), first.number(), ex);
		return new StatementException.Place(place.statement(), place.line(),
				"%s (or one of the %d after it; the database has ended the transaction)".formatted(place.firstLine(),
						batch.size() - 1));
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

	@Override
	public void close() {
		this.pieces.close();
	}

	/**
	 * A statement and its number in the script.
	 */
	private record Numbered(Piece piece, int number) {
	}

}
