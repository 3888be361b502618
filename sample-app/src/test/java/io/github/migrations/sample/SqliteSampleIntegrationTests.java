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

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample application on a SQLite file in its working directory, as it comes.
 */
class SqliteSampleIntegrationTests extends SampleIntegrationTests {

	@Override
	String product() {
		return "SQLite";
	}

	@Override
	Map<String, String> environment() {
		return Map.of();
	}

	@Override
	Connection connect() throws SQLException {
		return DriverManager.getConnection("jdbc:sqlite:" + this.folder.resolve("conversations.db"));
	}

	@Test
	void statusMakesNoFile() {
		assertThat(command("migrations:status")).isEqualTo(status(0));
		assertThat(this.folder).isEmptyDirectory();
	}

	@Test
	void commandsWriteUtf8WhateverTheLocale() {
		try (SampleProcess process = SampleProcess.start(this.folder, Map.of("LC_ALL", "POSIX"),
				List.of("migrations:status"))) {
			assertThat(process.awaitExit()).as(process::toString).isZero();
			assertThat(process.output().strip()).isEqualTo(status(0));
		}
	}

	@Test
	void anUnknownVerbListsTheVerbsOnStandardError() {
		try (SampleProcess process = start("migrations:unknown")) {
			assertThat(process.awaitExit()).as(process::toString).isEqualTo(2);
			assertThat(process.output()).isEmpty();
			assertThat(process.error()).contains("migrations:migrate", "migrations:status");
			assertThat(this.folder).isEmptyDirectory();
		}
	}

	@Test
	void takesOverTheFileOfAGoProgramInPlace() throws SQLException {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			for (String sql : goProgram().split(";")) {
				statement.execute(sql);
			}
		}
		try (SampleProcess process = start()) {
			process.awaitReady();
			assertThat(process.applied()).as(process::toString).containsExactly("004", "005", "006");
			assertThat(process.json("/actuator/migrations").at("/databases/dataSource/applied"))
				.extracting((migration) -> migration.path("appliedAt").asString().substring(0, 19))
				.startsWith("2026-03-23T18:10:11", "2026-03-23T18:10:12", "2026-07-01T07:00:00");
			assertThat(process.json("/conversations/chat").path("createdAt").asString())
				.isEqualTo("2026-03-23T18:10:11.123456789Z");
		}
		assertThat(Files.exists(this.folder.resolve("conversations.db"))).isTrue();
		assertThat(command("migrations:status")).isEqualTo(status(6));
	}

	/** What the program leaves behind whose table of migrations the format comes from. */
	private static String goProgram() {
		return """
				CREATE TABLE schema_migrations (
				  version VARCHAR(255) PRIMARY KEY,
				  description TEXT NOT NULL,
				  applied_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
				);
				CREATE INDEX idx_schema_migrations_version ON schema_migrations(version);
				CREATE TABLE conversations (
				  id TEXT PRIMARY KEY,
				  title TEXT NOT NULL,
				  count INTEGER NOT NULL DEFAULT 0,
				  messages TEXT NOT NULL,
				  total_input_tokens INTEGER NOT NULL DEFAULT 0,
				  total_output_tokens INTEGER NOT NULL DEFAULT 0,
				  request_count INTEGER NOT NULL DEFAULT 0,
				  cost_stats TEXT DEFAULT '{}',
				  models TEXT DEFAULT '[]',
				  tags TEXT DEFAULT '[]',
				  title_generated BOOLEAN DEFAULT FALSE,
				  title_invalidated BOOLEAN DEFAULT FALSE,
				  title_generation_time DATETIME,
				  created_at DATETIME NOT NULL,
				  updated_at DATETIME NOT NULL
				);
				CREATE INDEX idx_conversations_updated_at ON conversations(updated_at DESC);
				CREATE TABLE session_groups (
				  group_key TEXT PRIMARY KEY,
				  current_session_id TEXT NOT NULL,
				  history TEXT NOT NULL DEFAULT '[]',
				  last_rollover DATETIME,
				  updated_at DATETIME NOT NULL
				);
				CREATE TABLE scheduled_jobs (
				  id TEXT PRIMARY KEY,
				  name TEXT NOT NULL DEFAULT '',
				  description TEXT NOT NULL DEFAULT '',
				  cron_expression TEXT NOT NULL,
				  prompt TEXT NOT NULL,
				  channel TEXT NOT NULL DEFAULT '',
				  recipient_id TEXT NOT NULL DEFAULT '',
				  model TEXT NOT NULL DEFAULT '',
				  run_once BOOLEAN NOT NULL DEFAULT FALSE,
				  created_at DATETIME NOT NULL,
				  updated_at DATETIME NOT NULL,
				  last_run DATETIME,
				  last_error TEXT NOT NULL DEFAULT ''
				);
				INSERT INTO conversations (id, title, messages, tags, created_at, updated_at)
				VALUES ('chat', 'From Go', '[]', NULL,
				  '2026-03-23 11:10:11.123456789 -0700 PDT', '2026-03-23 11:10:11.123456789 -0700 PDT');
				INSERT INTO schema_migrations (version, description, applied_at) VALUES
				  ('001', 'Initial schema - conversations table', '2026-03-23 11:10:11.123456789 -0700 PDT'),
				  ('002', 'Session groups index for channel-keyed rollover', '2026-03-23 11:10:12.5 -0700 PDT'),
				  ('003', 'Scheduled jobs table', '2026-07-01 09:00:00 +0200 CEST')""";
	}

}
