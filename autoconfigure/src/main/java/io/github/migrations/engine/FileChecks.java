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
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.script.Migration;
import io.github.migrations.script.Placeholders;
import io.github.migrations.script.ScriptException;
import io.github.migrations.script.ScriptFile;

/**
 * Reads the files of all migrations and their undo scripts, and says what is wrong with
 * each.
 *
 * @param database the kind of the database
 * @param placeholders the values of placeholders
 * @param code the migrations that are written in code
 * @param found collects what is found
 */
record FileChecks(Database database, Placeholders placeholders, CodeMigrations code, FindingsByFile found) {

	/**
	 * Reads everything.
	 * @param plan what is available
	 * @param pending which of it is to be run
	 * @return what can be read, in the order in which it runs
	 */
	List<PlannedMigration> read(Plan plan, Predicate<Migration> pending) {
		PieceCache cache = new PieceCache();
		List<PlannedMigration> read = new ArrayList<>();
		Stream.of(plan.available().baselines(), plan.available().migrations(), plan.available().repeatables())
			.flatMap(List::stream)
			.forEach((migration) -> {
				PlannedMigration planned = read(migration, cache);
				if (planned != null) {
					read.add(planned);
					if (pending.test(migration)) {
						this.found.mode(migration.file(), planned.mode());
					}
				}
				readUndo(migration);
			});
		return read;
	}

	private @Nullable PlannedMigration read(Migration migration, PieceCache cache) {
		this.found.seen(migration.file());
		if (migration.file().isCode()) {
			return PlannedMigration.of(migration, Purpose.APPLY, this.code.get(migration.version()));
		}
		return read(migration, Purpose.APPLY, cache);
	}

	private void readUndo(Migration migration) {
		ScriptFile undo = migration.undo();
		if (undo != null && !undo.isCode()) {
			this.found.seen(undo);
			read(new Migration(migration.version(), migration.title(), undo, null), Purpose.UNDO, new PieceCache());
		}
	}

	private @Nullable PlannedMigration read(Migration migration, Purpose purpose, PieceCache cache) {
		try {
			PlannedMigration planned = PlannedMigration.of(migration, purpose, this.database, this.placeholders, cache);
			warn(planned);
			return planned;
		}
		catch (ScriptException ex) {
			this.found.error(ex.in(migration.file().shown()));
			return null;
		}
	}

	private void warn(PlannedMigration planned) {
		ScriptFile file = planned.migration().file();
		int comment = planned.script().unterminatedComment();
		if (comment > 0) {
			this.found.warn(file, comment,
					"the comment that begins here is never closed; everything after it is ignored");
		}
		if (planned.holdsNothing()) {
			this.found.warn(file, 0,
					"holds no statement. If that is on purpose, say so at its head: -- migration: empty");
		}
	}

}
