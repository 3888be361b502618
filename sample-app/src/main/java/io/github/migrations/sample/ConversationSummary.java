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

import tools.jackson.databind.JsonNode;

/**
 * A conversation as a list shows it: without its messages, which may be large.
 *
 * @param id the key
 * @param title what a person calls it
 * @param count how many messages it has
 * @param models the names of the models used, a JSON array
 * @param tags free words to find it by, a JSON array
 * @param createdAt when it was stored first
 * @param updatedAt when it was changed last
 */
record ConversationSummary(String id, String title, int count, JsonNode models, JsonNode tags, Instant createdAt,
		Instant updatedAt) {
}
