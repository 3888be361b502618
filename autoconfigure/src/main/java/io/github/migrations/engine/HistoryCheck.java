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

import io.github.migrations.database.rules.Finding.Severity;
import io.github.migrations.engine.Mismatches.Mismatch;
import io.github.migrations.engine.Policies.OnMismatch;
import io.github.migrations.script.Version;

/**
 * Compares the history with the files, as a run would do before it begins.
 *
 * @param plan what is available and what is applied
 * @param settings how the database is migrated
 * @param found collects what is found
 */
record HistoryCheck(Plan plan, Settings settings, FindingsByFile found) {

	/**
	 * Compares everything.
	 * @param pending whether anything is to be applied
	 */
	void check(boolean pending) {
		for (Mismatch mismatch : Mismatches.find(this.plan, this.settings.policies())) {
			this.found.general(severity(mismatch.error()), mismatch.text() + ".", mismatch.remedy());
		}
		if (this.settings.policies().gap() == OnMismatch.IGNORE && !this.plan.gaps().isEmpty()) {
			this.found.note(Mismatches.describeGaps(this.plan) + ". spring.migrations.on-gap=ignore allows that.");
		}
		LeftHalfDone.find(this.plan)
			.forEach((left) -> this.found.general(severity(pending), left.text() + ".", left.remedy()));
		Version target = this.plan.to();
		if (target != null && !this.plan.knows(target)) {
			this.found.general(Severity.ERROR,
					"There is no migration with the version %s, which spring.migrations.target names."
						.formatted(target),
					"Name one of the versions that the status lists.");
		}
	}

	private static Severity severity(boolean error) {
		return (error) ? Severity.ERROR : Severity.WARNING;
	}

}
