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

import java.sql.Types;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * The table {@code conversations}, in SQL that SQLite and PostgreSQL both understand.
 */
@Repository
class ConversationRepository {

	/**
	 * Sends text without a type: PostgreSQL takes the type of the column, {@code jsonb}
	 * or {@code timestamptz}; SQLite stores the text.
	 */
	private static final int UNTYPED = Types.OTHER;

	private final JdbcClient jdbcClient;

	private final ConversationRows rows;

	ConversationRepository(JdbcClient jdbcClient, ConversationRows rows) {
		this.jdbcClient = jdbcClient;
		this.rows = rows;
	}

	/**
	 * Lists conversations, the last changed first.
	 * @param limit at most how many
	 * @param offset how many to pass over
	 * @return the conversations without their messages
	 */
	List<ConversationSummary> list(int limit, int offset) {
		return this.jdbcClient.sql("""
				SELECT id, title, count, models, tags, created_at, updated_at
				FROM conversations ORDER BY updated_at DESC, id LIMIT :limit OFFSET :offset""")
			.param("limit", limit)
			.param("offset", offset)
			.query(this.rows::summary)
			.list();
	}

	/**
	 * Reads one conversation.
	 * @param id its key
	 * @return the conversation, if there is one
	 */
	Optional<Conversation> find(String id) {
		return this.jdbcClient.sql("""
				SELECT id, title, count, messages, total_input_tokens, total_output_tokens, request_count, cost_stats,
					models, tags, title_generated, title_invalidated, title_generation_time, created_at, updated_at
				FROM conversations WHERE id = :id""").param("id", id).query(this.rows::conversation).optional();
	}

	/**
	 * Stores a new conversation.
	 * @param conversation what to store
	 * @return {@code false} if there is one with this key already, which stays as it is
	 */
	boolean insert(Conversation conversation) {
		return bind("""
				INSERT INTO conversations (id, title, count, messages, total_input_tokens, total_output_tokens,
					request_count, cost_stats, models, tags, created_at, updated_at)
				VALUES (:id, :title, :count, :messages, :inputTokens, :outputTokens,
					:requests, :costStats, :models, :tags, :createdAt, :updatedAt)
				ON CONFLICT (id) DO NOTHING""", conversation)
			.param("createdAt", ColumnTime.format(conversation.createdAt()), UNTYPED)
			.update() == 1;
	}

	/**
	 * Replaces what a client sent before; the time of creation stays.
	 * @param conversation what to store
	 * @return {@code false} if there is none with this key
	 */
	boolean update(Conversation conversation) {
		return bind("""
				UPDATE conversations SET title = :title, count = :count, messages = :messages,
					total_input_tokens = :inputTokens, total_output_tokens = :outputTokens, request_count = :requests,
					cost_stats = :costStats, models = :models, tags = :tags, updated_at = :updatedAt
				WHERE id = :id""", conversation).update() == 1;
	}

	/**
	 * Deletes a conversation with all that belongs to it.
	 * @param id its key
	 * @return {@code false} if there was none with this key
	 */
	boolean delete(String id) {
		return this.jdbcClient.sql("DELETE FROM conversations WHERE id = :id").param("id", id).update() == 1;
	}

	private StatementSpec bind(String sql, Conversation conversation) {
		return this.jdbcClient.sql(sql)
			.param("id", conversation.id())
			.param("title", conversation.title())
			.param("count", conversation.count())
			.param("messages", conversation.messages().toString(), UNTYPED)
			.param("inputTokens", conversation.totalInputTokens())
			.param("outputTokens", conversation.totalOutputTokens())
			.param("requests", conversation.requestCount())
			.param("costStats", conversation.costStats().toString(), UNTYPED)
			.param("models", conversation.models().toString(), UNTYPED)
			.param("tags", conversation.tags().toString(), UNTYPED)
			.param("updatedAt", ColumnTime.format(conversation.updatedAt()), UNTYPED);
	}

}
