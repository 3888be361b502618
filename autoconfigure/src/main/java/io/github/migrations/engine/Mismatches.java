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
import java.util.Objects;
import java.util.stream.Collectors;

import io.github.migrations.engine.Policies.OnMismatch;
import io.github.migrations.engine.Policies.OnOlder;
import io.github.migrations.script.Migration;
import io.github.migrations.script.Version;

/**
 * Finds where history and files do not fit, and does about it what the policies say.
 */
final class Mismatches {

	private static final String NOTHING_CHANGED = "Nothing has been changed.";

	private final Plan plan;

	private final List<Mismatch> found = new ArrayList<>();

	private Mismatches(Plan plan) {
		this.plan = plan;
	}

	/**
	 * Compares everything.
	 * @param database the name of the database for people
	 * @param plan what is available and what is applied
	 * @param policies what is done about a mismatch
	 * @return what a person should know although the run goes on
	 * @throws MigrationException if a policy forbids the run
	 */
	static List<String> check(String database, Plan plan, Policies policies) {
		List<Mismatch> found = find(plan, policies);
		refuse(database, found);
		return found.stream().map(Mismatch::text).toList();
	}

	/**
	 * Compares everything, and forbids nothing.
	 * @param plan what is available and what is applied
	 * @param policies what is done about a mismatch
	 * @return what is not ignored
	 */
	static List<Mismatch> find(Plan plan, Policies policies) {
		Mismatches mismatches = new Mismatches(plan);
		mismatches.baseline();
		mismatches.missed();
		mismatches.changed(policies.changed());
		mismatches.unknown(policies.unknown());
		mismatches.older(policies.older());
		mismatches.gaps(policies.gap());
		return mismatches.found;
	}

	/**
	 * Compares once more what another process may have changed since. What it has applied
	 * is no news, only what is forbidden.
	 * @param database the name of the database for people
	 * @param plan what is available and what is applied now
	 * @param policies what is done about a mismatch
	 * @throws MigrationException if a policy forbids to go on
	 */
	static void checkAgain(String database, Plan plan, Policies policies) {
		Mismatches mismatches = new Mismatches(plan);
		mismatches.unknown(policies.unknown());
		mismatches.older(policies.older());
		refuse(database, mismatches.found);
	}

	private void baseline() {
		this.plan.history()
			.halfDone()
			.stream()
			.filter(Version::isBaseline)
			.filter((version) -> this.plan.available()
				.baselines()
				.stream()
				.noneMatch((baseline) -> baseline.version().asBaseline().equals(version)))
			.forEach((version) -> report(OnMismatch.ERROR,
					"The baseline %s was interrupted, and this build does not have it".formatted(version),
					"Start the build that has it, so that it goes on, or begin with an empty database."));
	}

	private void missed() {
		Migration baseline = this.plan.missed();
		if (baseline != null) {
			report(OnMismatch.ERROR,
					("It is at version %s, and what comes between that and the baseline %s is not in this build; a "
							+ "baseline is for new databases alone")
						.formatted(this.plan.history().version(), baseline.file()),
					("Migrate it up to version %s by a build that has the files, or put them back. If nothing is missing, "
							+ "record that: migrations:repair --applied=%s.")
						.formatted(baseline.version(), baseline.version()));
		}
	}

	private void changed(OnMismatch policy) {
		if (policy == OnMismatch.IGNORE) {
			// spares reading the files
			return;
		}
		List<Migration> changed = this.plan.changed();
		if (!changed.isEmpty()) {
			report(policy,
					("Changed after they were applied: %s. What is applied is not applied again, so this "
							+ "database differs from one that is built from the files")
						.formatted(files(changed)),
					"Restore the files, and put the change into a new migration. If the database is right as it is, "
							+ "accept the files: migrations:repair.");
		}
	}

	private void unknown(OnMismatch policy) {
		List<Version> unknown = this.plan.unknown();
		if (!unknown.isEmpty()) {
			report(policy,
					("The database has migrations that this build does not know: %s. It was migrated by a newer build, "
							+ "or files have been removed")
						.formatted(unknown.stream().map(this::described).collect(Collectors.joining(", "))),
					"Start the build that knows them, or put the files back" + ((policy == OnMismatch.ERROR)
							? "; spring.migrations.on-unknown=warn starts all the same." : "."));
		}
	}

	private String described(Version version) {
		return "%s (%s)".formatted(version, Objects.requireNonNull(this.plan.history().find(version)).description());
	}

	private void older(OnOlder policy) {
		List<Migration> older = this.plan.older();
		if (older.isEmpty()) {
			return;
		}
		boolean applied = policy == OnOlder.APPLY;
		report((applied) ? OnMismatch.WARN : OnMismatch.ERROR,
				"Older than the newest applied migration %s, and %s: %s".formatted(this.plan.history().version(),
						(applied) ? "applied all the same" : "not applied yet", files(older)),
				"Give them versions above %s%s.".formatted(this.plan.history().version(),
						(applied) ? "" : ", or have them applied: spring.migrations.on-older=apply"));
	}

	private void gaps(OnMismatch policy) {
		if (!this.plan.gaps().isEmpty()) {
			report(policy, describeGaps(this.plan),
					"Add what is missing or close the gap; spring.migrations.on-gap=ignore allows it.");
		}
	}

	/**
	 * Says which numbers are missing.
	 * @param plan a plan with gaps
	 * @return a sentence without its full stop
	 */
	static String describeGaps(Plan plan) {
		return "Missing among the numbers of the files: %s"
			.formatted(plan.gaps().stream().map(Plan.Gap::toString).collect(Collectors.joining(", ")));
	}

	private void report(OnMismatch policy, String text, String remedy) {
		if (policy != OnMismatch.IGNORE) {
			this.found.add(new Mismatch(policy == OnMismatch.ERROR, text, remedy));
		}
	}

	private static void refuse(String database, List<Mismatch> found) {
		List<Mismatch> errors = found.stream().filter(Mismatch::error).toList();
		if (!errors.isEmpty()) {
			throw Failures.general(
					"Database '%s': %s".formatted(database,
							errors.stream()
								.map((mismatch) -> mismatch.text() + ".")
								.collect(Collectors.joining("%n  ".formatted()))),
					errors.stream().map(Mismatch::remedy).collect(Collectors.joining(" ")) + " " + NOTHING_CHANGED,
					null);
		}
	}

	private static String files(List<Migration> migrations) {
		return migrations.stream().map((migration) -> migration.file().shown()).collect(Collectors.joining(", "));
	}

	/**
	 * Something that does not fit.
	 *
	 * @param error whether nothing may be applied because of it
	 * @param text what it is, without a full stop
	 * @param remedy what to do
	 */
	record Mismatch(boolean error, String text, String remedy) {
	}

}
