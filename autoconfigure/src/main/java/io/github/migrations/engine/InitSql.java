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

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import io.github.migrations.database.Database;
import io.github.migrations.database.Databases;
import io.github.migrations.script.Piece;
import io.github.migrations.script.Pieces;
import io.github.migrations.script.Placeholders;
import io.github.migrations.script.ScriptException;
import io.github.migrations.script.ScriptFile;

/**
 * The statements of {@code spring.migrations.init-sql}, with which each connection of
 * ours begins. What they set in the session is put back when the connection is closed,
 * because the pool lends it to the application next.
 */
final class InitSql {

	private static final String PROPERTY = "spring.migrations.init-sql";

	private InitSql() {
	}

	/**
	 * Runs the statements.
	 * @param connection a connection, which is closed if they fail
	 * @param sql the statements
	 * @return the connection, which puts everything back when it is closed
	 * @throws SQLException if the connection fails
	 * @throws MigrationException if a statement is refused
	 */
	static Connection run(Connection connection, String sql) throws SQLException {
		try {
			if (!connection.getAutoCommit()) {
				connection.setAutoCommit(true);
			}
			Database database = Databases.of(connection);
			Database.State before = database.remember(connection);
			try {
				execute(connection, database, before, sql);
			}
			catch (SQLException | RuntimeException ex) {
				putBack(connection, before);
				throw ex;
			}
			return Restoring.beforeClose(connection, () -> putBack(connection, before));
		}
		catch (SQLException | RuntimeException ex) {
			connection.close();
			throw ex;
		}
	}

	private static void execute(Connection connection, Database database, Database.State before, String sql)
			throws SQLException {
		ScriptFile file = new ScriptFile(PROPERTY, PROPERTY,
				() -> new ByteArrayInputStream(sql.getBytes(StandardCharsets.UTF_8)));
		try (Pieces pieces = Pieces.of(file, Placeholders.NONE, database::lexer)) {
			for (Piece piece = pieces.next(); piece != null; piece = pieces.next()) {
				if (piece.kind() == Piece.Kind.STATEMENT) {
					before.beforeStatement(piece.text());
					execute(connection, database, piece);
				}
			}
		}
	}

	private static void execute(Connection connection, Database database, Piece piece) throws SQLException {
		switch (database.kind(piece)) {
			case BEGIN, COMMIT, ROLLBACK,
					COPY ->
				throw new ScriptException(
						"%s cannot stand here: these statements prepare the session, each one by itself"
							.formatted(piece.tokens().get(0)),
						PROPERTY, piece.line());
			default -> {
				// runs like any other
			}
		}
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			statement.execute(piece.sql());
		}
		catch (SQLException ex) {
			if (database.isBusy(ex)) {
				throw ex;
			}
			String said = "%s:%d: %s".formatted(PROPERTY, piece.line(), database.message(ex));
			throw new MigrationException(said, "Correct the property and start again. Nothing has been changed.",
					new Status.Failure(null, PROPERTY, piece.line(), database.message(ex)), ex);
		}
	}

	/**
	 * A connection that cannot be put back must not go to anybody else.
	 */
	private static void putBack(Connection connection, Database.State before) throws SQLException {
		try {
			if (!connection.isClosed()) {
				before.restore();
			}
		}
		catch (SQLException ex) {
			connection.abort(Runnable::run);
		}
	}

}
