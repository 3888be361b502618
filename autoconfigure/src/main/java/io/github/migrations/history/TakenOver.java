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

import io.github.migrations.script.Migration;

/**
 * What is written down about a migration that another tool, or a person, has applied.
 *
 * @param version the version as the file spells it, or the name of a repeatable migration
 * such as {@code R__views}
 * @param kind what is recorded: a migration, a baseline that stands for everything up to
 * the version, or a repeatable migration
 * @param description the description for people
 * @param appliedAt when it was applied, or {@code null} if that is not known, for the
 * time of the taking over
 * @param checksum the checksum of the file with the algorithm, or {@code null} if there
 * is no file
 * @param executionTimeMs how long it ran in milliseconds, or {@code null} if that is not
 * known
 * @param undoScript the script that takes it back, or {@code null}
 * @param source how the record came about, such as {@code taken over from Flyway}
 */
public record TakenOver(String version, Migration.Kind kind, String description, @Nullable Instant appliedAt,
		@Nullable String checksum, @Nullable Long executionTimeMs, @Nullable String undoScript, String source) {
}
