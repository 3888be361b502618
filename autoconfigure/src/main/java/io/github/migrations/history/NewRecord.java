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

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.github.migrations.script.Version;

/**
 * What is written down when a migration has been applied.
 *
 * @param version the version as the file spells it, or the name of a repeatable migration
 * @param description the description for people
 * @param checksum the checksum of the file with the algorithm, or {@code null} for code
 * @param executionTimeMs how long it ran, in milliseconds, or {@code null} if it was run
 * by hand
 * @param undoScript the script that takes it back, or {@code null}
 * @param baseline whether a baseline has been applied in its place
 */
public record NewRecord(Version version, String description, @Nullable String checksum, @Nullable Long executionTimeMs,
		@Nullable String undoScript, boolean baseline) {

	/**
	 * The record of a migration that has been run itself.
	 * @param version the version as the file spells it, or the name of a repeatable
	 * migration
	 * @param description the description for people
	 * @param checksum the checksum of the file with the algorithm, or {@code null} for
	 * code
	 * @param executionTimeMs how long it ran, in milliseconds
	 * @param undoScript the script that takes it back, or {@code null}
	 */
	public NewRecord(Version version, String description, @Nullable String checksum, long executionTimeMs,
			@Nullable String undoScript) {
		this(version, description, checksum, Long.valueOf(executionTimeMs), undoScript, false);
	}

	/**
	 * The record of a migration that a person has run by hand.
	 * @param version the version as the file spells it
	 * @param description the description for people
	 * @param checksum the checksum of the file with the algorithm, or {@code null} for
	 * code
	 * @param undoScript the script that takes it back, or {@code null}
	 * @return the record, without a time that it took
	 */
	public static NewRecord byHand(Version version, String description, @Nullable String checksum,
			@Nullable String undoScript) {
		return new NewRecord(version, description, checksum, null, undoScript, false);
	}

	/**
	 * Returns what the tables hold once this is written.
	 * @return the migration as it is read back, but for the clock of the database
	 */
	AppliedMigration applied() {
		return new AppliedMigration(this.version, this.description, Instant.now(), this.checksum, this.executionTimeMs,
				this.undoScript != null, this.baseline);
	}

}
