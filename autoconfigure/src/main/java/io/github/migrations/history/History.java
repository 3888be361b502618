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
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.github.migrations.script.Version;

/**
 * What the tracking tables of a database hold.
 */
public final class History {

	/** The history of a database without tracking tables. */
	public static final History NONE = new History(new TreeMap<>(), new TreeMap<>());

	/** The names of repeatable migrations come after all versions. */
	private static final Version FIRST_NAME = Version.repeatable("");

	/** Versioned and repeatable migrations. */
	private final NavigableMap<Version, AppliedMigration> all;

	private final NavigableMap<Version, HalfDone> halfDone;

	History(NavigableMap<Version, AppliedMigration> all, NavigableMap<Version, HalfDone> halfDone) {
		this.all = Collections.unmodifiableNavigableMap(all);
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
	 * @return all applied versioned migrations, lowest version first
	 */
	public Collection<AppliedMigration> applied() {
		return this.all.headMap(FIRST_NAME).values();
	}

	/**
	 * Returns an applied migration.
	 * @param version its version in any spelling, or the name of a repeatable migration
	 * @return the migration, or {@code null} if it has not been applied
	 */
	public @Nullable AppliedMigration find(Version version) {
		return this.all.get(version);
	}

	/**
	 * Returns how far a statement-by-statement run has come that did not reach its end.
	 * @param version the version in any spelling, or what stands in its place
	 * @return how far, or {@code null} if nothing of it has been done
	 */
	public @Nullable HalfDone halfDone(Version version) {
		return this.halfDone.get(version);
	}

	/**
	 * Returns all statement-by-statement runs that did not reach their end, also those of
	 * undo scripts.
	 * @return their versions, or what stands in place of one
	 */
	public Set<Version> halfDone() {
		return this.halfDone.keySet();
	}

	/**
	 * Returns the version of the database.
	 * @return the highest applied version, or {@code null} if there is none
	 */
	public @Nullable Version version() {
		Map.Entry<Version, AppliedMigration> newest = this.all.lowerEntry(FIRST_NAME);
		return (newest != null) ? newest.getValue().version() : null;
	}

	/**
	 * Returns up to where a baseline has been applied in place of single migrations.
	 * @return the highest such version, or {@code null} if there is none
	 */
	public @Nullable Version baseline() {
		return this.applied()
			.stream()
			.filter(AppliedMigration::baseline)
			.map(AppliedMigration::version)
			.reduce((lower, higher) -> higher)
			.orElse(null);
	}

	/**
	 * Tells whether nothing has ever been applied.
	 * @return whether neither a versioned nor a repeatable migration is there
	 */
	public boolean isEmpty() {
		return this.all.isEmpty();
	}

	/**
	 * Returns what the tables hold after records have been written.
	 * @param records what has been written
	 * @return the history with these migrations
	 */
	public History with(Collection<NewRecord> records) {
		TreeMap<Version, AppliedMigration> all = new TreeMap<>(this.all);
		TreeMap<Version, HalfDone> halfDone = new TreeMap<>(this.halfDone);
		for (NewRecord record : records) {
			all.put(record.version(), record.applied());
			halfDone.remove(record.version());
			halfDone.remove(record.version().asBaseline());
		}
		return new History(all, halfDone);
	}

	/**
	 * Returns what the tables hold after a migration has been taken back.
	 * @param version its version in any spelling
	 * @return the history without this migration
	 */
	public History without(Version version) {
		TreeMap<Version, AppliedMigration> all = new TreeMap<>(this.all);
		TreeMap<Version, HalfDone> halfDone = new TreeMap<>(this.halfDone);
		all.remove(version);
		halfDone.remove(version);
		return new History(all, halfDone);
	}

}
