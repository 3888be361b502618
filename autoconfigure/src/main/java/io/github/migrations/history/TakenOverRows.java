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
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.TableName;
import io.github.migrations.script.Migration;

/**
 * Writes what is taken over into tables without any such record.
 *
 * @param connection a connection inside the transaction that excludes all others
 * @param database the kind of the database
 * @param table the first table in its schema
 * @param timeType the type of its column for the time
 */
record TakenOverRows(Connection connection, Database database, TableName table, String timeType) {

	private static final String HALF_BASELINE = "B";

	void write(List<TakenOver> all) throws SQLException {
		for (TakenOver one : all) {
			// what is left of a run that was half done
			delete(one.version());
			delete(HALF_BASELINE + one.version());
			String by = "%s, %s".formatted(HistoryTable.appliedBy(), one.source());
			if (one.kind() == Migration.Kind.REPEATABLE) {
				insert(this.table.details(),
						"(version, description, applied_at, checksum, execution_time_ms, applied_by) VALUES (?, ?, %s, ?, ?, ?)"
							.formatted(time(one, this.database.timeType())),
						one.version(), one.description(), one.checksum(), one.executionTimeMs(), by);
			}
			else {
				insert(this.table,
						"(version, description, applied_at) VALUES (?, ?, %s)".formatted(time(one, this.timeType)),
						one.version(), one.description());
				insert(this.table.details(),
						"(version, description, checksum, execution_time_ms, applied_by, undo_script) VALUES (?, ?, ?, ?, ?, ?)",
						one.version(), (one.kind() == Migration.Kind.BASELINE) ? HistoryRows.BASELINE : null,
						one.checksum(), one.executionTimeMs(), by, one.undoScript());
			}
		}
	}

	private String time(TakenOver one, String type) {
		return (one.appliedAt() != null) ? this.database.at(one.appliedAt()) : this.database.now(type);
	}

	private void delete(String version) throws SQLException {
		Updates.run(this.connection, "DELETE FROM %s WHERE version = ?".formatted(this.table.details().sql()), version);
	}

	private void insert(TableName table, String rest, @Nullable Object... values) throws SQLException {
		Updates.run(this.connection, "INSERT INTO " + table.sql() + " " + rest, values);
	}

}
