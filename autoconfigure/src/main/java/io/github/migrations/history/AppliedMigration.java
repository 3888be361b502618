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
 * A migration that the tracking table says is applied, completely.
 *
 * @param version the version as the table spells it
 * @param description the description, which may be empty
 * @param appliedAt when it was applied, or {@code null} if the table's text cannot be
 * read
 * @param checksum the checksum of its file with the algorithm, or {@code null} if another
 * program recorded it
 * @param executionTimeMs how long it ran in milliseconds, or {@code null} if nobody wrote
 * it down
 * @param undoable whether its undo script is stored in the database
 * @param baseline whether a baseline has been applied in its place
 */
public record AppliedMigration(Version version, String description, @Nullable Instant appliedAt,
		@Nullable String checksum, @Nullable Long executionTimeMs, boolean undoable, boolean baseline) {
}
