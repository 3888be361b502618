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

import io.github.migrations.database.Database;
import io.github.migrations.database.StatementKind;
import io.github.migrations.script.Piece;

/**
 * Collects what a file says at its head of how a new database is laid out. Behind the
 * first statement that may write something it has no effect.
 */
final class NewDatabase {

	private final Database database;

	private final List<String> statements = new ArrayList<>();

	private boolean written;

	NewDatabase(Database database) {
		this.database = database;
	}

	void statement(Piece piece, StatementKind kind) {
		if (this.written) {
			return;
		}
		if (this.database.shapesNewDatabase(piece)) {
			this.statements.add(piece.sql());
		}
		else {
			this.written = kind != StatementKind.BEGIN && kind != StatementKind.SETTING
					&& !this.database.isSessionOnly(piece);
		}
	}

	List<String> statements() {
		return List.copyOf(this.statements);
	}

}
