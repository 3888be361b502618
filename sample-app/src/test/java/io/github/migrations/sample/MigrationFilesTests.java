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

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The migration files by themselves: what they make, and that each undo file takes back
 * what its migration made.
 */
abstract class MigrationFilesTests {

	private static final String UNDO = ".down.sql";

	/**
	 * Opens an empty database.
	 * @return a new connection, which the test closes
	 * @throws SQLException if that fails
	 */
	abstract Connection connect() throws SQLException;

	/**
	 * Names the folder of the files for this database alone.
	 * @return the name of the folder
	 */
	abstract String folder();

	/**
	 * Lists the tables that this database has beside the common ones.
	 * @return each table with its columns
	 */
	abstract Map<String, List<String>> ownTables();

	@Test
	void makeTheTables() throws Exception {
		try (Connection connection = connect()) {
			for (Path file : files(false)) {
				run(connection, file);
			}
			Map<String, List<String>> expected = new TreeMap<>(ownTables());
			expected.put("conversations",
					List.of("id", "title", "count", "messages", "total_input_tokens", "total_output_tokens",
							"request_count", "cost_stats", "models", "tags", "title_generated", "title_invalidated",
							"title_generation_time", "created_at", "updated_at"));
			expected.put("session_groups",
					List.of("group_key", "current_session_id", "history", "last_rollover", "updated_at"));
			expected.put("scheduled_jobs", List.of("id", "name", "description", "cron_expression", "prompt", "channel",
					"recipient_id", "model", "run_once", "created_at", "updated_at", "last_run", "last_error"));
			expected.put("plans", List.of("id", "title", "body", "created_at"));
			expected.put("shell_history", List.of("id", "command", "created_at"));
			expected.put("scheduled_job_runs",
					List.of("session_id", "job_id", "status", "error", "started_at", "finished_at"));
			assertThat(tables(connection)).isEqualTo(expected);
		}
	}

	@Test
	void eachUndoFileTakesBackWhatItsMigrationMade() throws Exception {
		List<Path> forward = files(false);
		List<Path> undo = files(true);
		assertThat(undo).map((file) -> file.toString().replace(UNDO, ".sql"))
			.isEqualTo(forward.stream().map(Path::toString).toList());
		try (Connection connection = connect()) {
			List<Map<String, List<String>>> before = new ArrayList<>();
			for (Path file : forward) {
				before.add(tables(connection));
				run(connection, file);
			}
			Collections.reverse(before);
			Collections.reverse(undo);
			for (int i = 0; i < undo.size(); i++) {
				run(connection, undo.get(i));
				assertThat(tables(connection)).as("after " + undo.get(i)).isEqualTo(before.get(i));
			}
		}
	}

	private List<Path> files(boolean undo) throws IOException, URISyntaxException {
		Path root = Path
			.of(Objects.requireNonNull(SampleApplication.class.getResource("/db/migrations"), "no files").toURI());
		try (Stream<Path> common = Files.list(root); Stream<Path> own = Files.list(root.resolve(folder()))) {
			List<Path> files = new ArrayList<>(Stream.concat(common, own)
				.filter((file) -> file.toString().endsWith(".sql") && file.toString().endsWith(UNDO) == undo)
				.sorted(Comparator.comparing((file) -> file.getFileName().toString()))
				.toList());
			assertThat(files).extracting((file) -> file.getFileName().toString().substring(0, 3))
				.containsExactly("001", "002", "003", "004", "005", "006");
			return files;
		}
	}

	private static void run(Connection connection, Path file) {
		ScriptUtils.executeSqlScript(connection, new EncodedResource(new FileSystemResource(file), "UTF-8"));
	}

	private static Map<String, List<String>> tables(Connection connection) throws SQLException {
		Map<String, List<String>> tables = new TreeMap<>();
		try (ResultSet columns = connection.getMetaData().getColumns(null, connection.getSchema(), "%", "%")) {
			while (columns.next()) {
				String table = columns.getString("TABLE_NAME");
				if (!table.startsWith("sqlite_")) {
					tables.computeIfAbsent(table, (name) -> new ArrayList<>()).add(columns.getString("COLUMN_NAME"));
				}
			}
		}
		return tables;
	}

}
