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

package io.github.migrations.history.foreign;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.TableName;
import io.github.migrations.history.TimeText;

/**
 * One row of another tool's table.
 *
 * @param values the values of its columns
 */
record ForeignRow(Map<String, @Nullable Object> values) {

	private static final Set<String> TRUE = Set.of("1", "t", "true");

	private static final Set<String> FALSE = Set.of("0", "f", "false");

	/** What can be written into our own table. */
	private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

	private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

	/**
	 * Reads a whole table.
	 * @param columns the columns to read, quoted as the table spells them, by their names
	 * in lower case
	 * @param order the quoted column that the rows are sorted by
	 */
	static List<ForeignRow> read(Connection connection, Database database, TableName table, Map<String, String> columns,
			String order) throws SQLException {
		List<ForeignRow> rows = new ArrayList<>();
		try (Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("SELECT %s FROM %s ORDER BY %s"
					.formatted(String.join(", ", columns.values()), table.sql(), order))) {
			while (result.next()) {
				Map<String, @Nullable Object> values = new HashMap<>();
				for (String column : columns.keySet()) {
					values.put(column, database.time(result, column));
				}
				rows.add(new ForeignRow(values));
			}
		}
		return rows;
	}

	@Nullable String text(String column) {
		Object value = this.values.get(column);
		return (value != null) ? value.toString().strip() : null;
	}

	String shown(String column) {
		String text = text(column);
		return (text != null) ? "'" + text + "'" : "NULL";
	}

	byte @Nullable [] bytes(String column) {
		return (this.values.get(column) instanceof byte[] bytes) ? bytes : null;
	}

	/** What is neither true nor false is neither. */
	boolean isTrue(String column) {
		return TRUE.contains(String.valueOf(text(column)).toLowerCase(Locale.ROOT));
	}

	boolean isFalse(String column) {
		return FALSE.contains(String.valueOf(text(column)).toLowerCase(Locale.ROOT));
	}

	@Nullable Long number(String column) {
		return (this.values.get(column) instanceof Number number) ? number.longValue() : null;
	}

	/** A time without a zone is UTC. */
	@Nullable Instant time(String column) {
		return bounded(TimeText.parse(this.values.get(column)));
	}

	/**
	 * A time without a zone is that of a session of the same driver, which takes the zone
	 * of its virtual machine.
	 */
	@Nullable Instant localTime(String column) {
		return (this.values.get(column) instanceof LocalDateTime time)
				? bounded(time.atZone(ZoneId.systemDefault()).toInstant()) : time(column);
	}

	private static @Nullable Instant bounded(@Nullable Instant time) {
		return (time != null && !time.isBefore(FIRST) && !time.isAfter(LAST)) ? time : null;
	}

}
