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
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.migrations.history.HalfDone;
import io.github.migrations.history.History;
import io.github.migrations.script.Version;

/**
 * Scripts that ran statement by statement, did not reach their end, and are not gone on
 * with by the next run: undo scripts, whose migrations are recorded as applied, and are
 * not any more; and migrations whose file is there no more, or under another version. A
 * baseline without its file is refused elsewhere.
 *
 * @param target the database
 */
record LeftHalfDone(Target target) {

	/**
	 * Looks whether there are any.
	 * @param plan what is available and what is applied
	 * @param pending whether anything is to be applied on top of it
	 * @throws MigrationException if there is one and something is to be applied
	 */
	void check(Plan plan, boolean pending) {
		List<Left> found = find(plan);
		if (!found.isEmpty() && pending) {
			throw Failures.general(
					"Database '%s': %s.".formatted(this.target.name(),
							found.stream().map(Left::text).collect(Collectors.joining(". "))),
					found.stream().map(Left::remedy).distinct().collect(Collectors.joining(" "))
							+ " Nothing has been changed.",
					null);
		}
		found.forEach((left) -> this.target.listener().warning(this.target.name(), left.text()));
	}

	/**
	 * Finds them.
	 * @param plan what is available and what is applied
	 * @return what is left half done, undo scripts first
	 */
	static List<Left> find(Plan plan) {
		History history = plan.history();
		List<Version> versions = history.halfDone()
			.stream()
			.filter((version) -> !version.isRepeatable() && !version.isBaseline())
			.toList();
		return Stream
			.concat(versions.stream()
				.filter((version) -> history.find(version) != null)
				.map((version) -> undo(version, history.halfDone(version))),
					versions.stream()
						.filter((version) -> !plan.knows(version))
						.map((version) -> migration(version, history.halfDone(version))))
			.toList();
	}

	private static Left undo(Version version, @Nullable HalfDone halfDone) {
		return new Left(
				"The undo of migration %s is half done: %d of its statements are done and stay so".formatted(version,
						statements(halfDone)),
				"Let it come to its end (migrations:rollback), or restore by hand what it has done and clear the record "
						+ "(migrations:repair).");
	}

	private static Left migration(Version version, @Nullable HalfDone halfDone) {
		return new Left(
				("Migration %s is half done: %d of its statements are done and stay so. There is no file of this "
						+ "version any more to go on with")
					.formatted(version, statements(halfDone)),
				"Bring the file back under its version, so that it goes on there; or take back by hand what it has done "
						+ "and clear the record (migrations:repair).");
	}

	private static int statements(@Nullable HalfDone halfDone) {
		return (halfDone != null) ? halfDone.statements() : 0;
	}

	/**
	 * One of them.
	 *
	 * @param text a sentence about it, without its full stop
	 * @param remedy what to do about it
	 */
	record Left(String text, String remedy) {
	}

}
