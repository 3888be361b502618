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

package io.github.migrations.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The rows that refer to rows which do not exist, counted for each child and parent
 * table: the row ids cannot be compared, because a table rebuild gives new ones.
 *
 * @param counts how many rows by child and parent
 * @param warnings tables that SQLite itself cannot check
 * @see <a href="https://www.sqlite.org/pragma.html#pragma_foreign_key_check">PRAGMA
 * foreign_key_check</a>
 */
record SqliteForeignKeys(Map<Pair, Long> counts, List<String> warnings) {

	/**
	 * Stops at the first row that is read; the function of that name is slower to
	 * prepare.
	 */
	private static final String ANY = "PRAGMA main.foreign_key_check";

	private static final String CHILDREN = "SELECT name FROM main.sqlite_schema WHERE type = 'table' "
			+ "AND EXISTS (SELECT 1 FROM pragma_foreign_key_list(name, 'main')) ORDER BY name";

	private static final String VIOLATIONS = "SELECT parent, count(*), EXISTS (SELECT 1 FROM main.sqlite_schema s "
			+ "WHERE s.type = 'table' AND lower(s.name) = lower(c.parent)) FROM pragma_foreign_key_check(?, 'main') c "
			+ "GROUP BY parent ORDER BY parent";

	/**
	 * Counts.
	 * @param connection the connection
	 * @return what there is now
	 * @throws SQLException if the database fails
	 */
	static SqliteForeignKeys count(Connection connection) throws SQLException {
		return (isClean(connection)) ? new SqliteForeignKeys(Map.of(), List.of()) : countEach(connection);
	}

	/**
	 * Looks at all tables at once, which is enough where nothing is wrong.
	 */
	private static boolean isClean(Connection connection) throws SQLException {
		try {
			return Sql.isEmpty(connection, ANY);
		}
		catch (SQLException ex) {
			return false;
		}
	}

	private static SqliteForeignKeys countEach(Connection connection) throws SQLException {
		Map<Pair, Long> counts = new LinkedHashMap<>();
		List<String> warnings = new ArrayList<>();
		for (List<@Nullable String> row : Sql.rows(connection, CHILDREN)) {
			String child = String.valueOf(row.get(0));
			try {
				count(connection, child, counts, warnings);
			}
			catch (SQLException ex) {
				if (!String.valueOf(ex.getMessage()).contains("foreign key mismatch")) {
					throw ex;
				}
				warnings.add("The foreign keys of table '%s' cannot be checked: the columns that they refer to are "
					.formatted(child) + "neither a primary key nor unique (SQLite: foreign key mismatch)");
			}
		}
		return new SqliteForeignKeys(counts, warnings);
	}

	private static void count(Connection connection, String child, Map<Pair, Long> counts, List<String> warnings)
			throws SQLException {
		for (List<@Nullable String> row : Sql.rows(connection, VIOLATIONS, child)) {
			String parent = String.valueOf(row.get(0));
			if ("1".equals(row.get(2))) {
				counts.put(new Pair(child, parent), Long.valueOf(String.valueOf(row.get(1))));
			}
			else {
				warnings.add("Table '%s' refers to table '%s', which does not exist".formatted(child, parent));
			}
		}
	}

	/**
	 * Describes what has grown since an earlier count.
	 * @param before the earlier count
	 * @return a line for each child and parent table with more violations than before
	 */
	List<String> grownSince(SqliteForeignKeys before) {
		List<String> grown = new ArrayList<>();
		this.counts.forEach((pair, count) -> {
			long old = before.count(pair);
			if (count > old) {
				grown.add("%d rows of '%s' refer to rows of '%s' that do not exist (before: %d)".formatted(count,
						pair.child(), pair.parent(), old));
			}
		});
		return grown;
	}

	/** The names of tables are the same in any case. */
	private long count(Pair pair) {
		return this.counts.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().isSame(pair))
			.mapToLong(Map.Entry::getValue)
			.sum();
	}

	/**
	 * A table and one that it refers to.
	 */
	record Pair(String child, String parent) {

		private boolean isSame(Pair other) {
			return this.child.equalsIgnoreCase(other.child) && this.parent.equalsIgnoreCase(other.parent);
		}

	}

}
