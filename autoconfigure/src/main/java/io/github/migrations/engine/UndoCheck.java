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

import io.github.migrations.database.rules.Finding;
import io.github.migrations.database.rules.Finding.Severity;
import io.github.migrations.script.Migration;
import io.github.migrations.script.MigrationSet;

/**
 * Finds migrations that cannot be taken back once they are applied.
 *
 * @param available all migrations of this build
 * @param found collects what is found
 */
record UndoCheck(MigrationSet available, FindingsByFile found) {

	/** By this name a file says that it needs no undo script. */
	static final String RULE = "missing-undo";

	private static final String WHY = "migrations:rollback cannot take it back, nor what was applied before it.";

	private static final String INSTEAD = "Write what takes it back into <version>_<description>.down.sql beside it; a code "
			+ "migration implements CodeMigration.Undoable.";

	/**
	 * Looks for what is missing. Where nothing at all can be taken back, this is said
	 * once.
	 * @param asked the migrations that are asked about
	 */
	void check(List<PlannedMigration> asked) {
		List<PlannedMigration> missing = asked.stream()
			.filter((one) -> one.migration().kind() == Migration.Kind.VERSIONED && one.migration().undo() == null
					&& !one.script().directives().allow().contains(RULE))
			.toList();
		boolean none = this.available.migrations().stream().allMatch((migration) -> migration.undo() == null);
		if (none && missing.size() > 1) {
			this.found.add(finding(null, "none of the migrations has an undo script (the pending ones are %s to %s)"
				.formatted(missing.get(0).version(), missing.get(missing.size() - 1).version())));
			return;
		}
		missing.forEach((one) -> this.found.add(finding(one.migration().file().shown(), "has no undo script")));
	}

	private static Finding finding(@Nullable String file, String message) {
		return new Finding(Severity.WARNING, RULE, file, 0, 0, message, WHY, INSTEAD);
	}

}
