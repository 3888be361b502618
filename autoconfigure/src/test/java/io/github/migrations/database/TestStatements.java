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

package io.github.migrations.database;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.migrations.script.Lexer;
import io.github.migrations.script.Piece;

/**
 * Statements for tests, cut by the real lexers and run by the real databases.
 */
final class TestStatements {

	private TestStatements() {
	}

	/** The only statement of a script. */
	static Piece statement(Database database, String script) {
		List<Piece> statements = new ArrayList<>();
		try {
			Lexer lexer = database.lexer(new StringReader(script));
			for (Piece piece = lexer.next(); piece != null; piece = lexer.next()) {
				if (piece.kind() == Piece.Kind.STATEMENT) {
					statements.add(piece);
				}
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		if (statements.size() != 1) {
			throw new IllegalStateException("One statement expected: " + statements);
		}
		return statements.get(0);
	}

	static void execute(Connection connection, String... statements) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

	static @Nullable String value(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			return (rows.next()) ? rows.getString(1) : null;
		}
	}

}
