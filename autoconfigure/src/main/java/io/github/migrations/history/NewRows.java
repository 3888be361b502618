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

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.TableName;

/**
 * Writes what has just been applied into the tables.
 *
 * @param connection a connection inside the transaction of the migrations
 * @param database the kind of the database
 * @param table the first table in its schema
 * @param timeType the type of its column for the time
 */
record NewRows(Connection connection, Database database, TableName table, String timeType) {

	/** How many rows are written by one statement. */
	private static final int MAX_ROWS = 500;

	void write(List<NewRecord> records) throws SQLException {
		for (int from = 0; from < records.size(); from += MAX_ROWS) {
			List<NewRecord> some = records.subList(from, Math.min(from + MAX_ROWS, records.size()));
			List<NewRecord> versioned = some.stream().filter((record) -> !record.version().isRepeatable()).toList();
			if (!versioned.isEmpty()) {
				rows(versioned);
			}
			details(some);
		}
	}

	private void rows(List<NewRecord> records) throws SQLException {
		String row = "(?, ?, %s)".formatted(this.database.now(this.timeType));
		List<@Nullable Object> values = new ArrayList<>();
		for (NewRecord record : records) {
			values.add(record.version().toString());
			values.add(record.description());
		}
		Updates.run(
				this.connection, "INSERT INTO %s (version, description, applied_at) VALUES %s"
					.formatted(this.table.sql(), String.join(", ", Collections.nCopies(records.size(), row))),
				values.toArray());
	}

	/**
	 * A run that was half done may have left a row.
	 */
	private void details(List<NewRecord> records) throws SQLException {
		List<String> rows = new ArrayList<>();
		List<@Nullable Object> values = new ArrayList<>();
		String by = HistoryTable.appliedBy();
		for (NewRecord record : records) {
			boolean repeatable = record.version().isRepeatable();
			rows.add("(?, ?, %s, ?, ?, ?, ?)"
				.formatted((repeatable) ? this.database.now(this.database.timeType()) : "NULL"));
			values.add(record.version().toString());
			values.add((repeatable) ? record.description() : (record.baseline()) ? HistoryRows.BASELINE : null);
			values.add(record.checksum());
			values.add(record.executionTimeMs());
			values.add(by);
			values.add(record.undoScript());
		}
		Updates.run(this.connection,
				"""
						INSERT INTO %s (version, description, applied_at, checksum, execution_time_ms, applied_by, undo_script)
						VALUES %s
						ON CONFLICT (version) DO UPDATE SET description = excluded.description, applied_at = excluded.applied_at,
						    checksum = excluded.checksum, execution_time_ms = excluded.execution_time_ms,
						    applied_by = excluded.applied_by, undo_script = excluded.undo_script,
						    statements_done = NULL, statements_checksum = NULL, statement_started = NULL
						"""
					.formatted(this.table.details().sql(), String.join(", ", rows)),
				values.toArray());
	}

}
