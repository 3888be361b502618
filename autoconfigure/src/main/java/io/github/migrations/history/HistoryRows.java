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

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.TableName;
import io.github.migrations.script.Version;

/**
 * Makes a history of the rows that {@link Database#historyQuery} finds.
 */
final class HistoryRows {

	/** What the details say of a row that a baseline stands behind. */
	static final String BASELINE = "baseline";

	private final Database database;

	private final TableName table;

	private final TreeMap<Version, AppliedMigration> applied = new TreeMap<>();

	private final TreeMap<Version, HalfDone> halfDone = new TreeMap<>();

	HistoryRows(Database database, TableName table) {
		this.database = database;
		this.table = table;
	}

	/**
	 * Adds all rows.
	 * @param rows the result of the query, before its first row
	 * @return what they mean
	 * @throws SQLException if the database fails
	 * @throws HistoryException if a row cannot be read
	 */
	History read(ResultSet rows) throws SQLException {
		while (rows.next()) {
			checkSchema(rows.getString("found_schema"), rows.getString("current_schema"));
			String version = rows.getString("version");
			if (version != null) {
				add(version, rows);
			}
			else {
				addDetails(rows);
			}
		}
		return new History(this.applied, this.halfDone);
	}

	private void checkSchema(String found, @Nullable String current) {
		if (this.table.schema() == null && !found.equals(current)) {
			throw new HistoryException(
					("The table %s was found in the schema '%s', but new tables of this connection go "
							+ "to the schema '%s'. Say which one is meant: set spring.migrations.schema")
						.formatted(this.table, found, current));
		}
	}

	private void add(String text, ResultSet row) throws SQLException {
		Version version = Version.parse(text.strip());
		if (version == null) {
			throw new HistoryException(("The table %s holds a row whose version is '%s', which is no version: expected "
					+ "digits, further parts joined by dots. Correct or delete the row")
				.formatted(this.table, text));
		}
		AppliedMigration migration = new AppliedMigration(version,
				Objects.requireNonNullElse(row.getString("description"), ""),
				TimeText.parse(this.database.time(row, "applied_at")), row.getString("checksum"), executionTime(row),
				row.getBoolean("undoable"), BASELINE.equals(row.getString("details_description")));
		addHalfDone(version, row);
		AppliedMigration other = this.applied.putIfAbsent(version, migration);
		if (other != null) {
			throw new HistoryException(
					("The table %s holds two rows for one version: '%s' and '%s'. Delete the one that " + "is wrong")
						.formatted(this.table, other.version(), version));
		}
	}

	/**
	 * Where the migration is applied, it is its undo that is half done.
	 */
	private void addHalfDone(Version version, ResultSet row) throws SQLException {
		String trace = row.getString("statements_checksum");
		if (trace != null) {
			this.halfDone.put(version,
					new HalfDone(row.getInt("statements_done"), trace, row.getString("statement_started")));
		}
	}

	/**
	 * A row of the details alone: a repeatable migration, or one that is half done.
	 */
	private void addDetails(ResultSet row) throws SQLException {
		String text = row.getString("details_version");
		Version version = (text != null) ? Version.parseKey(text) : null;
		if (version == null) {
			return;
		}
		addHalfDone(version, row);
		String checksum = row.getString("checksum");
		if (version.isRepeatable() && checksum != null) {
			this.applied.put(version,
					new AppliedMigration(version, Objects.requireNonNullElse(row.getString("details_description"), ""),
							TimeText.parse(this.database.time(row, "details_applied_at")), checksum, executionTime(row),
							false, false));
		}
	}

	private static @Nullable Long executionTime(ResultSet row) throws SQLException {
		long executionTime = row.getLong("execution_time_ms");
		return (row.wasNull()) ? null : executionTime;
	}

}
