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

import io.github.migrations.history.HalfDone;
import io.github.migrations.history.History;
import io.github.migrations.script.Version;

/**
 * Migrations whose undo script runs statement by statement and did not reach its end:
 * they are recorded as applied, and are not any more.
 *
 * @param target the database
 */
record HalfUndone(Target target) {

	/** What to do about one. */
	static final String REMEDY = "Let it come to its end (migrations:rollback), or restore by hand what it has done and "
			+ "clear the record (migrations:repair).";

	/**
	 * Looks whether there are any.
	 * @param history what is applied
	 * @param pending whether anything is to be applied on top of it
	 * @throws MigrationException if there is one and something is to be applied
	 */
	void check(History history, boolean pending) {
		List<String> found = find(history);
		if (!found.isEmpty() && pending) {
			throw Failures.general("Database '%s': %s.".formatted(this.target.name(), String.join(". ", found)),
					REMEDY + " Nothing has been changed.", null);
		}
		found.forEach((warning) -> this.target.listener().warning(this.target.name(), warning));
	}

	/**
	 * Finds them.
	 * @param history what is applied
	 * @return a sentence for each, without its full stop
	 */
	static List<String> find(History history) {
		return history.halfDone()
			.stream()
			.filter((version) -> !version.isRepeatable() && history.find(version) != null)
			.map((version) -> describe(version, history.halfDone(version)))
			.toList();
	}

	private static String describe(Version version, @Nullable HalfDone halfDone) {
		return "The undo of migration %s is half done: %d of its statements are done and stay so".formatted(version,
				(halfDone != null) ? halfDone.statements() : 0);
	}

}
