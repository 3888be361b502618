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
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.migrations.history.AppliedMigration;
import io.github.migrations.history.History;
import io.github.migrations.history.HistoryException;
import io.github.migrations.script.Migration;
import io.github.migrations.script.MigrationSet;
import io.github.migrations.script.Script;
import io.github.migrations.script.Version;

/**
 * What is available, compared with what is applied.
 *
 * @param available the migrations of this build
 * @param history what is applied
 */
record Plan(MigrationSet available, History history) {

	/**
	 * Returns what is to be applied.
	 * @return all migrations that are available and not applied, lowest version first
	 */
	List<Migration> pending() {
		return this.available.migrations()
			.stream()
			.filter((migration) -> this.history.find(migration.version()) == null)
			.toList();
	}

	/**
	 * Returns the versions that the database has and this build does not know.
	 * @return the unknown versions, lowest first
	 */
	List<Version> unknown() {
		Set<Version> known = this.available.migrations().stream().map(Migration::version).collect(Collectors.toSet());
		return this.history.applied()
			.stream()
			.map(AppliedMigration::version)
			.filter((version) -> !known.contains(version))
			.toList();
	}

	/**
	 * Tells whether the database has something newer than everything in this build.
	 * @return whether it is ahead
	 */
	boolean isAhead() {
		List<Version> unknown = unknown();
		Version newest = newestAvailable();
		return !unknown.isEmpty() && (newest == null || unknown.get(unknown.size() - 1).compareTo(newest) > 0);
	}

	private @Nullable Version newestAvailable() {
		List<Migration> migrations = this.available.migrations();
		return (migrations.isEmpty()) ? null : migrations.get(migrations.size() - 1).version();
	}

	/**
	 * Compares the files of applied migrations with what was applied.
	 * @throws HistoryException if the content of a file has changed since
	 */
	void checkUnchanged() {
		List<String> changed = new ArrayList<>();
		for (Migration migration : this.available.migrations()) {
			AppliedMigration applied = this.history.find(migration.version());
			if (applied != null && applied.checksum() != null
					&& !applied.checksum().equals(Script.checksum(migration.file()))) {
				changed.add(migration.file().shown());
			}
		}
		if (!changed.isEmpty()) {
			throw new HistoryException(("Changed after they were applied: %s. What is applied is not applied again, so "
					+ "this database differs from one that is built from the files. Restore the files, and put the "
					+ "change into a new migration")
				.formatted(String.join(", ", changed)));
		}
	}

	/**
	 * Returns what a person should know although nothing is wrong with it.
	 * @return one line for each warning
	 */
	List<String> warnings() {
		List<String> warnings = new ArrayList<>(this.available.warnings());
		List<Version> unknown = unknown();
		if (!unknown.isEmpty()) {
			warnings.add("The database has migrations that this build does not know: %s. It was migrated by a newer "
				.formatted(join(unknown)) + "build, or files have been removed");
		}
		Version newest = this.history.version();
		List<Version> older = pending().stream()
			.map(Migration::version)
			.filter((version) -> newest != null && version.compareTo(newest) < 0)
			.toList();
		if (!older.isEmpty()) {
			warnings.add("Older than the newest applied migration %s, and applied all the same: %s".formatted(newest,
					join(older)));
		}
		return warnings;
	}

	private static String join(List<Version> versions) {
		return versions.stream().map(Version::toString).collect(Collectors.joining(", "));
	}

}
