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

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.rules.Finding;
import io.github.migrations.database.rules.Finding.Severity;
import io.github.migrations.history.HalfDone;
import io.github.migrations.history.History;
import io.github.migrations.script.Piece;
import io.github.migrations.script.Pieces;
import io.github.migrations.script.Placeholders;

/**
 * Looks whether runs that were interrupted can go on with the files as they are now.
 *
 * @param database the kind of the database
 * @param placeholders the values of placeholders
 */
record Interrupted(Database database, Placeholders placeholders) {

	/**
	 * Looks at all of them.
	 * @param read the migrations of this build
	 * @param history what is applied, and how far the others have come
	 * @param found collects what stands in the way, and what goes on
	 */
	void check(List<PlannedMigration> read, History history, FindingsByFile found) {
		for (PlannedMigration migration : read) {
			HalfDone done = history.halfDone(migration.progressKey());
			boolean undo = history.find(migration.version()) != null && !migration.version().isRepeatable();
			if (done == null || undo) {
				continue;
			}
			Piece changed = firstChanged(migration, done);
			if (changed != null || migration.script().statements() < done.statements()) {
				found.add(Finding.of(Severity.ERROR, migration.migration().file().shown(),
						(changed != null) ? changed.line() : 0,
						"was interrupted after %d statements, and their text is another one now. %s"
							.formatted(done.statements(), migration.purpose().afterChange(migration.version()))));
			}
			else {
				found.note("%s was interrupted after %d of %d statements; the next run goes on there."
					.formatted(migration.migration().file(), done.statements(), migration.script().statements()));
			}
		}
	}

	private @Nullable Piece firstChanged(PlannedMigration migration, HalfDone done) {
		StatementTrace trace = new StatementTrace();
		try (Pieces pieces = migration.open(this.database, this.placeholders)) {
			for (Piece piece = pieces.next(); piece != null
					&& trace.count() < done.statements(); piece = pieces.next()) {
				if (piece.kind() == Piece.Kind.STATEMENT) {
					trace.add(piece.text());
					if (!trace.matches(done)) {
						return piece;
					}
				}
			}
		}
		return null;
	}

}
