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

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * From rows to conversations. Both drivers give JSON and times as text.
 */
@Component
class ConversationRows {

	private final JsonMapper jsonMapper;

	ConversationRows(JsonMapper jsonMapper) {
		this.jsonMapper = jsonMapper;
	}

	Conversation conversation(ResultSet row, int rowNumber) throws SQLException {
		return new Conversation(row.getString("id"), row.getString("title"), row.getInt("count"), json(row, "messages"),
				row.getLong("total_input_tokens"), row.getLong("total_output_tokens"), row.getInt("request_count"),
				json(row, "cost_stats"), json(row, "models"), json(row, "tags"), row.getBoolean("title_generated"),
				row.getBoolean("title_invalidated"), timeOrNull(row, "title_generation_time"), time(row, "created_at"),
				time(row, "updated_at"));
	}

	ConversationSummary summary(ResultSet row, int rowNumber) throws SQLException {
		return new ConversationSummary(row.getString("id"), row.getString("title"), row.getInt("count"),
				json(row, "models"), json(row, "tags"), time(row, "created_at"), time(row, "updated_at"));
	}

	/** A table that another program made may hold nulls. */
	private JsonNode json(ResultSet row, String column) throws SQLException {
		String text = row.getString(column);
		return (text != null) ? this.jsonMapper.readTree(text) : this.jsonMapper.nullNode();
	}

	private static Instant time(ResultSet row, String column) throws SQLException {
		return ColumnTime.parse(row.getString(column));
	}

	private static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
		String text = row.getString(column);
		return (text != null) ? ColumnTime.parse(text) : null;
	}

}
