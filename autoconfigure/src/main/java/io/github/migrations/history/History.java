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

package io.github.migrations.history;

import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.github.migrations.script.Version;

/**
 * What the tracking tables of a database hold.
 */
public final class History {

	/** The history of a database without tracking tables. */
	public static final History NONE = new History(new TreeMap<>(), new TreeMap<>());

	private final NavigableMap<Version, AppliedMigration> applied;

	private final NavigableMap<Version, HalfDone> halfDone;

	History(NavigableMap<Version, AppliedMigration> applied, NavigableMap<Version, HalfDone> halfDone) {
		this.applied = Collections.unmodifiableNavigableMap(applied);
		this.halfDone = Collections.unmodifiableNavigableMap(halfDone);
	}

	/**
	 * Makes the history of a database whose tables are not ours yet.
	 * @param applied what is applied, each version once
	 * @return the history
	 */
	static History of(Collection<AppliedMigration> applied) {
		TreeMap<Version, AppliedMigration> byVersion = new TreeMap<>();
		applied.forEach((migration) -> byVersion.put(migration.version(), migration));
		return new History(byVersion, new TreeMap<>());
	}

	/**
	 * Returns what has been applied.
	 * @return all applied migrations, lowest version first
	 */
	public Collection<AppliedMigration> applied() {
		return this.applied.values();
	}

	/**
	 * Returns an applied migration.
	 * @param version its version in any spelling
	 * @return the migration, or {@code null} if it has not been applied
	 */
	public @Nullable AppliedMigration find(Version version) {
		return this.applied.get(version);
	}

	/**
	 * Returns how far a statement-by-statement run has come that did not reach its end.
	 * @param version the version in any spelling
	 * @return how far, or {@code null} if nothing of it has been done
	 */
	public @Nullable HalfDone halfDone(Version version) {
		return this.halfDone.get(version);
	}

	/**
	 * Returns the version of the database.
	 * @return the highest applied version, or {@code null} if there is none
	 */
	public @Nullable Version version() {
		return (this.applied.isEmpty()) ? null : this.applied.lastEntry().getValue().version();
	}

}
