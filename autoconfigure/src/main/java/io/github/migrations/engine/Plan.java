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
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.migrations.history.AppliedMigration;
import io.github.migrations.history.History;
import io.github.migrations.script.Migration;
import io.github.migrations.script.MigrationSet;
import io.github.migrations.script.ScriptException;
import io.github.migrations.script.Version;

/**
 * What is available, compared with what is applied.
 *
 * @param available the migrations of this build
 * @param history what is applied
 * @param to the last version to apply, or {@code null} for all
 * @param checksums the checksums of files
 */
record Plan(MigrationSet available, History history, @Nullable Version to, Checksums checksums) {

	/**
	 * A plan for everything.
	 */
	Plan(MigrationSet available, History history) {
		this(available, history, null, new Checksums());
	}

	/**
	 * Returns the same plan at a later time.
	 * @param now what is applied now
	 * @return the plan with that history
	 */
	Plan at(History now) {
		return new Plan(this.available, now, this.to, this.checksums);
	}

	/**
	 * Tells whether a version exists.
	 * @param version the version in any spelling
	 * @return whether it is available or applied
	 */
	boolean knows(Version version) {
		return this.history.find(version) != null
				|| Stream.concat(this.available.migrations().stream(), this.available.baselines().stream())
					.anyMatch((migration) -> migration.version().equals(version));
	}

	/**
	 * Returns what is to be applied sooner or later, but for what is repeatable.
	 * @return all migrations that are available and not applied, lowest version first
	 */
	List<Migration> pending() {
		Migration baseline = baseline();
		Version covered = (baseline != null) ? baseline.version() : this.history.baseline();
		List<Migration> pending = new ArrayList<>();
		if (baseline != null) {
			pending.add(baseline);
		}
		this.available.migrations()
			.stream()
			.filter((migration) -> this.history.find(migration.version()) == null)
			.filter((migration) -> covered == null || migration.version().compareTo(covered) > 0)
			.forEach(pending::add);
		return pending;
	}

	/**
	 * Returns the baseline that is to be applied in place of everything up to it.
	 * @return the baseline, or {@code null} if the database is not new
	 */
	private @Nullable Migration baseline() {
		if (!this.history.isEmpty()) {
			return null;
		}
		return (this.history.halfDone().isEmpty()) ? this.available.newestBaseline(this.to)
				: this.available.baselines()
					.stream()
					.filter((baseline) -> this.history.halfDone(baseline.version().asBaseline()) != null)
					.findFirst()
					.orElse(null);
	}

	/**
	 * Returns what a run applies now.
	 * @return the pending migrations up to the last one that is wanted; where none
	 * remains pending, also those that are repeatable
	 */
	List<Migration> selected() {
		List<Migration> pending = pending();
		List<Migration> selected = new ArrayList<>(pending.stream()
			.filter((migration) -> this.to == null || migration.version().compareTo(this.to) <= 0)
			.toList());
		if (selected.size() == pending.size() && !isAhead()) {
			this.available.repeatables().stream().filter(this::hasChanged).forEach(selected::add);
		}
		return selected;
	}

	/**
	 * Tells whether a repeatable migration is to be applied, be it for the first time or
	 * again.
	 */
	boolean hasChanged(Migration repeatable) {
		AppliedMigration applied = this.history.find(repeatable.version());
		return applied == null || !this.checksums.of(repeatable.file()).equals(applied.checksum());
	}

	/**
	 * Returns the versions that the database has and this build does not know. What a
	 * baseline of this build stands for is known.
	 * @return the unknown versions, lowest first
	 */
	List<Version> unknown() {
		Set<Version> known = this.available.migrations().stream().map(Migration::version).collect(Collectors.toSet());
		Migration baseline = this.available.newestBaseline(null);
		return this.history.applied()
			.stream()
			.map(AppliedMigration::version)
			.filter((version) -> !known.contains(version))
			.filter((version) -> baseline == null || version.compareTo(baseline.version()) > 0)
			.toList();
	}

	/**
	 * Finds out whether the database has stopped somewhere below a baseline that has
	 * replaced the files in between.
	 * @return the baseline, or {@code null} if nothing is missing
	 */
	@Nullable Migration missed() {
		Version version = this.history.version();
		Migration baseline = this.available.newestBaseline(null);
		if (version == null || baseline == null || version.compareTo(baseline.version()) >= 0) {
			return null;
		}
		return (this.available.migrations()
			.stream()
			.map(Migration::version)
			.noneMatch((one) -> one.equals(version) || one.equals(baseline.version()))) ? baseline : null;
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
	 * Returns the pending migrations that come before something that is applied.
	 * @return the older ones, lowest version first
	 */
	List<Migration> older() {
		Version newest = this.history.version();
		return pending().stream()
			.filter((migration) -> newest != null && migration.version().compareTo(newest) < 0)
			.toList();
	}

	/**
	 * Compares the files of applied migrations with what was applied; each one is read
	 * for that.
	 * @return the migrations whose content has changed since
	 * @throws ScriptException if a file cannot be read
	 */
	List<Migration> changed() {
		List<Migration> changed = new ArrayList<>();
		this.available.migrations().stream().filter((one) -> differs(one, false)).forEach(changed::add);
		this.available.baselines().stream().filter((one) -> differs(one, true)).forEach(changed::add);
		return changed;
	}

	/**
	 * What stands behind a row is either the migration itself or a baseline.
	 */
	private boolean differs(Migration migration, boolean baseline) {
		AppliedMigration applied = this.history.find(migration.version());
		return applied != null && applied.baseline() == baseline && applied.checksum() != null
				&& !migration.file().isCode() && !applied.checksum().equals(this.checksums.of(migration.file()));
	}

	/**
	 * Returns the numbers that are missing between two files. Only whole numbers of up to
	 * five digits are counted: longer ones are dates, and nobody counts those up.
	 * @return what is missing, and between which files
	 */
	List<Gap> gaps() {
		Migration baseline = this.available.newestBaseline(null);
		List<Gap> gaps = new ArrayList<>();
		Migration before = (baseline != null && baseline.version().number() >= 0) ? baseline : null;
		for (Migration migration : this.available.migrations()) {
			boolean covered = baseline != null && migration.version().compareTo(baseline.version()) <= 0;
			if (migration.version().number() >= 0 && !covered) {
				if (before != null && migration.version().number() > before.version().number() + 1) {
					gaps.add(new Gap(before, migration));
				}
				before = migration;
			}
		}
		return gaps;
	}

	/**
	 * At least one number is missing.
	 *
	 * @param before the last migration before it
	 * @param after the next one
	 */
	record Gap(Migration before, Migration after) {

		@Override
		public String toString() {
			int first = this.before.version().number() + 1;
			int last = this.after.version().number() - 1;
			return "%s (between %s and %s)".formatted((first == last) ? first : first + " to " + last,
					this.before.file(), this.after.file());
		}

	}

}
