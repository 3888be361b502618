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
import java.util.List;
import java.util.Objects;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client sends to store a conversation. Only the title is required.
 *
 * @param id the key; a random one if absent, not read where the path names it
 * @param title what a person calls it
 * @param messages the messages in order, of any form
 * @param totalInputTokens tokens sent to models so far
 * @param totalOutputTokens tokens received from models so far
 * @param requestCount requests made to models so far
 * @param costStats what it has cost, of any form
 * @param models the names of the models used
 * @param tags free words to find it by
 */
record ConversationRequest(@Nullable @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._~-]{0,127}") String id,
		@NotBlank @Size(max = 500) String title, @Nullable ArrayNode messages,
		@Nullable @PositiveOrZero Long totalInputTokens, @Nullable @PositiveOrZero Long totalOutputTokens,
		@Nullable @PositiveOrZero Integer requestCount, @Nullable ObjectNode costStats,
		@Nullable List<@NotBlank String> models, @Nullable List<@NotBlank String> tags) {

	private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

	/**
	 * Fills in what is absent.
	 * @param id the key of the conversation
	 * @param createdAt when it was stored first
	 * @param updatedAt when it was changed last
	 * @return the conversation to store
	 */
	Conversation toConversation(String id, Instant createdAt, Instant updatedAt) {
		ArrayNode messages = Objects.requireNonNullElseGet(this.messages, JSON::arrayNode);
		return new Conversation(id, this.title, messages.size(), messages,
				Objects.requireNonNullElse(this.totalInputTokens, 0L),
				Objects.requireNonNullElse(this.totalOutputTokens, 0L),
				Objects.requireNonNullElse(this.requestCount, 0),
				Objects.requireNonNullElseGet(this.costStats, JSON::objectNode), array(this.models), array(this.tags),
				false, false, null, createdAt, updatedAt);
	}

	private static ArrayNode array(@Nullable List<String> values) {
		ArrayNode array = JSON.arrayNode();
		Objects.requireNonNullElse(values, List.<String>of()).forEach(array::add);
		return array;
	}

}
