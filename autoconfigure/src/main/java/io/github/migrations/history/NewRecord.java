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

import org.jspecify.annotations.Nullable;

import io.github.migrations.script.Version;

/**
 * What is written down when a migration has been applied.
 *
 * @param version the version as the file spells it
 * @param description the description for people
 * @param checksum the checksum of the file with the algorithm
 * @param executionTimeMs how long it ran, in milliseconds, or {@code null} if it was run
 * by hand
 * @param undoScript the script that takes it back, or {@code null}
 */
public record NewRecord(Version version, String description, String checksum, @Nullable Long executionTimeMs,
		@Nullable String undoScript) {
}
