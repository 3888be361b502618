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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.migrations.database.Database;
import io.github.migrations.script.Migration;
import io.github.migrations.script.Placeholders;
import io.github.migrations.script.ScriptException;
import io.github.migrations.script.Version;

/**
 * Reads the files of pending migrations, all of them before the first one runs, so that a
 * mistake in the last one is found while nothing has been changed.
 */
final class Planner {

	private Planner() {
	}

	/**
	 * Plans a run.
	 * @param plan what is available and what is applied
	 * @param code the migrations that are written in code
	 * @param database the kind of the database
	 * @param placeholders the values of placeholders
	 * @return the migrations to apply, in their order
	 * @throws ScriptException if anything is wrong with a file
	 */
	static List<PlannedMigration> plan(Plan plan, CodeMigrations code, Database database, Placeholders placeholders) {
		PieceCache cache = new PieceCache();
		return plan.selected()
			.stream()
			.map((migration) -> plan(migration, code, database, placeholders, cache))
			.toList();
	}

	/**
	 * Plans one migration.
	 */
	static PlannedMigration plan(Migration migration, CodeMigrations code, Database database, Placeholders placeholders,
			PieceCache cache) {
		return (migration.file().isCode())
				? PlannedMigration.of(migration, Purpose.APPLY, code.get(migration.version()))
				: PlannedMigration.of(migration, database, placeholders, cache);
	}

	/**
	 * Returns the descriptions of planned migrations, and reads those of what stays
	 * pending.
	 * @param planned the migrations
	 * @param plan what is available and what is applied
	 * @param database the kind of the database
	 * @param placeholders the values of placeholders
	 * @return their descriptions
	 */
	static Map<Version, String> descriptions(List<PlannedMigration> planned, Plan plan, Database database,
			Placeholders placeholders) {
		Map<Version, String> descriptions = new LinkedHashMap<>();
		planned.forEach((migration) -> descriptions.put(migration.version(), migration.description()));
		read(plan, database, placeholders, descriptions);
		return descriptions;
	}

	/**
	 * Reads the descriptions of pending migrations; a file that is wrong has the one of
	 * its name, because the status must be shown all the same.
	 * @param plan what is available and what is applied
	 * @param database the kind of the database
	 * @param placeholders the values of placeholders
	 * @return their descriptions
	 */
	static Map<Version, String> descriptions(Plan plan, Database database, Placeholders placeholders) {
		Map<Version, String> descriptions = new LinkedHashMap<>();
		read(plan, database, placeholders, descriptions);
		return descriptions;
	}

	private static void read(Plan plan, Database database, Placeholders placeholders,
			Map<Version, String> descriptions) {
		List<Migration> pending = new ArrayList<>(plan.pending());
		plan.available().repeatables().stream().filter(plan::hasChanged).forEach(pending::add);
		pending.removeIf((migration) -> descriptions.containsKey(migration.version()));
		for (Migration migration : pending) {
			try {
				descriptions.put(migration.version(),
						PlannedMigration.of(migration, database, placeholders, new PieceCache()).description());
			}
			catch (ScriptException ex) {
				descriptions.put(migration.version(), migration.title());
			}
		}
	}

}
