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

package io.github.migrations.sample;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A stored conversation, whole.
 *
 * @param id the key
 * @param title what a person calls it
 * @param count how many messages it has
 * @param messages the messages in order, a JSON array
 * @param totalInputTokens tokens sent to models so far
 * @param totalOutputTokens tokens received from models so far
 * @param requestCount requests made to models so far
 * @param costStats what it has cost, a JSON object
 * @param models the names of the models used, a JSON array
 * @param tags free words to find it by, a JSON array
 * @param titleGenerated whether a model made the title
 * @param titleInvalidated whether the title has to be made again
 * @param titleGenerationTime when a model made the title
 * @param createdAt when it was stored first
 * @param updatedAt when it was changed last
 */
record Conversation(String id, String title, int count, JsonNode messages, long totalInputTokens,
		long totalOutputTokens, int requestCount, JsonNode costStats, JsonNode models, JsonNode tags,
		boolean titleGenerated, boolean titleInvalidated, @Nullable Instant titleGenerationTime, Instant createdAt,
		Instant updatedAt) {
}
