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
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.migrations.history.AppliedMigration;
import io.github.migrations.history.History;
import io.github.migrations.script.Version;

/**
 * Which migrations are to be taken back, newest first.
 *
 * @param steps how many, or 0 if a version says it
 * @param to the version that is kept with everything below it, 0 to keep none, or
 * {@code null} if the number says it
 * @param fromFiles whether the undo scripts of the files are used in place of those that
 * were stored in the database when the migrations were applied
 */
public record RollbackRequest(int steps, @Nullable Version to, boolean fromFiles) {

	private static final Version NONE = Version.of("0");

	private static final String UNCHANGED = "Nothing has been changed.";

	/**
	 * Takes back the newest migrations.
	 * @param steps how many, at least 1
	 * @return the request, which uses the stored undo scripts
	 */
	public static RollbackRequest steps(int steps) {
		return new RollbackRequest(steps, null, false);
	}

	/**
	 * Takes back everything above a version.
	 * @param version the version that is kept, or 0 to keep none
	 * @return the request, which uses the stored undo scripts
	 */
	public static RollbackRequest to(Version version) {
		return new RollbackRequest(0, version, false);
	}

	/**
	 * Uses the undo scripts of the files.
	 * @return the same request with the undo scripts of the files
	 */
	public RollbackRequest usingFiles() {
		return new RollbackRequest(this.steps, this.to, true);
	}

	/**
	 * Chooses from what is applied.
	 * @return what is to be taken back, newest first
	 * @throws MigrationException if the request cannot be fulfilled
	 */
	List<AppliedMigration> choose(History history) {
		List<AppliedMigration> newestFirst = new ArrayList<>(history.applied());
		Collections.reverse(newestFirst);
		Version kept = this.to;
		if (kept == null) {
			checkSteps(newestFirst.size());
			return newestFirst.subList(0, this.steps);
		}
		checkVersion(kept, history, newestFirst.size());
		return newestFirst.stream()
			.filter((migration) -> migration.version().compareTo(kept) > 0 || kept.equals(NONE))
			.toList();
	}

	private void checkSteps(int applied) {
		if (this.steps < 1) {
			throw refused("%d is no number of migrations to roll back: expected 1 or more.".formatted(this.steps),
					UNCHANGED);
		}
		if (applied == 0) {
			throw refused("No migration is applied, so that there is nothing to roll back.", UNCHANGED);
		}
		if (this.steps > applied) {
			throw refused("%d migrations cannot be rolled back, because only %d %s applied.".formatted(this.steps,
					applied, (applied == 1) ? "is" : "are"),
					"To undo all of them roll back to version 0. " + UNCHANGED);
		}
	}

	private static void checkVersion(Version kept, History history, int applied) {
		boolean known = history.find(kept) != null;
		if (kept.equals(NONE) && known) {
			throw refused(
					"There is a migration with the version 0, so that version 0 may mean to keep it or to keep none.",
					"Say how many migrations are to be undone: --steps=%d keeps it, --steps=%d keeps none. %s"
						.formatted(applied - 1, applied, UNCHANGED));
		}
		if (!kept.equals(NONE) && !known) {
			throw refused("Version %s is not applied, so nothing can be rolled back to it.".formatted(kept),
					"Name one of the versions that the status lists as applied, or 0 to undo all of them. "
							+ UNCHANGED);
		}
	}

	private static MigrationException refused(String message, String action) {
		return new InvalidRequestException(message, action);
	}

}
