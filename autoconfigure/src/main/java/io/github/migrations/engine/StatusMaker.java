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
import java.util.Map;

import io.github.migrations.database.TableName;
import io.github.migrations.history.AppliedMigration;
import io.github.migrations.history.History;
import io.github.migrations.script.Migration;
import io.github.migrations.script.Version;

/**
 * Makes the status of a database out of a history.
 *
 * @param product the name of the database product
 * @param version its version
 * @param table the tracking table
 * @param plan what is available; its history is replaced by newer ones
 * @param descriptions descriptions that have been read from files, by version
 * @param progress where the newest status is kept
 */
record StatusMaker(String product, String version, TableName table, Plan plan, Map<Version, String> descriptions,
		Progress progress) {

	/**
	 * Keeps the status that a history means.
	 * @param history what is applied
	 * @return the status
	 */
	Status publish(History history) {
		return this.progress.known(make(history));
	}

	/**
	 * Keeps the status that a history means, unless a run knows better.
	 * @param history what is applied
	 * @param turns the number of {@link Progress#turns} before it was read
	 * @return the status
	 */
	Status publish(History history, int turns) {
		return this.progress.known(make(history), turns);
	}

	/**
	 * Makes the status of a database that cannot be worked with. It is not kept, because
	 * a person may change that at any time.
	 * @param history what is applied
	 * @param failure why
	 * @return the status
	 */
	Status failed(History history, Status.Failure failure) {
		Status made = make(history);
		return new Status(made.product(), made.productVersion(), made.table(), State.FAILED, made.version(),
				made.applied(), made.pending(), made.repeatable(), null, null, failure);
	}

	private Status make(History history) {
		Plan plan = this.plan.at(history);
		List<Status.Pending> pending = plan.pending().stream().map(this::pending).toList();
		List<Status.Applied> applied = history.applied().stream().map(this::applied).toList();
		List<Status.Repeatable> repeatable = plan.available()
			.repeatables()
			.stream()
			.map((migration) -> repeatable(migration, plan))
			.toList();
		Version version = history.version();
		return new Status(this.product, this.version, this.table.name(), state(plan),
				(version != null) ? version.toString() : null, applied, pending, repeatable, null, null, null);
	}

	/**
	 * What is not to be applied is no reason to wait for it.
	 */
	private static State state(Plan plan) {
		if (!plan.selected().isEmpty()) {
			return State.PENDING;
		}
		return (plan.isAhead()) ? State.AHEAD : State.UP_TO_DATE;
	}

	private Status.Repeatable repeatable(Migration migration, Plan plan) {
		AppliedMigration applied = plan.history().find(migration.version());
		boolean pending = plan.hasChanged(migration);
		String known = (applied != null && !pending) ? applied.description() : migration.title();
		return new Status.Repeatable(migration.version().toString(),
				this.descriptions.getOrDefault(migration.version(), known),
				(applied != null) ? applied.appliedAt() : null, pending);
	}

	private Status.Pending pending(Migration migration) {
		String description = this.descriptions.getOrDefault(migration.version(), migration.title());
		return new Status.Pending(migration.version().toString(), description, migration.undo() != null);
	}

	private Status.Applied applied(AppliedMigration migration) {
		return new Status.Applied(migration.version().toString(), migration.description(), migration.appliedAt(),
				migration.executionTimeMs(), migration.undoable() || hasUndoFile(migration.version()));
	}

	private boolean hasUndoFile(Version version) {
		return this.plan.available()
			.migrations()
			.stream()
			.anyMatch((migration) -> migration.undo() != null && migration.version().equals(version));
	}

}
