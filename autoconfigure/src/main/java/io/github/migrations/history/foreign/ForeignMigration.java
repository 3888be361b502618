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

package io.github.migrations.history.foreign;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.github.migrations.script.Version;

/**
 * A migration that another tool has recorded as applied.
 *
 * @param text the migration as the tool's table spells it
 * @param version the version, or {@code null} for a repeatable migration
 * @param reach what the record stands for
 * @param name the description or the name of the file, or {@code null} if the tool does
 * not record one
 * @param appliedAt when it was applied, or {@code null} if the tool does not record that
 * @param checksum the checksum of the file with the tool's algorithm, or {@code null}
 * @param executionTimeMs how long it ran in milliseconds, or {@code null}
 */
public record ForeignMigration(String text, @Nullable Version version, Reach reach, @Nullable String name,
		@Nullable Instant appliedAt, @Nullable String checksum, @Nullable Long executionTimeMs) {

	/**
	 * Makes a migration of which nothing is known but its version.
	 * @param version the version
	 * @param appliedAt when it was applied, or {@code null}
	 * @return the migration
	 */
	static ForeignMigration of(Version version, @Nullable Instant appliedAt) {
		return new ForeignMigration(version.toString(), version, Reach.ITSELF, null, appliedAt, null, null);
	}

	/**
	 * Returns the same migration with everything before it.
	 * @return the migration
	 */
	ForeignMigration withEverythingBefore() {
		return new ForeignMigration(this.text, this.version, Reach.EVERYTHING_BEFORE, this.name, this.appliedAt,
				this.checksum, this.executionTimeMs);
	}

	/**
	 * What a record stands for.
	 */
	public enum Reach {

		/** One migration. */
		ITSELF,

		/** One migration and all others before it. */
		EVERYTHING_BEFORE,

		/** The whole schema at a version, whatever had made it. */
		BASELINE

	}

}
