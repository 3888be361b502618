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
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Joins statements that add one row each to the same table into one that adds them all,
 * which takes SQLite half the time, most of which it spends on preparing a statement.
 * <p>
 * The rows, their order and their triggers are the same. What is not the same is
 * {@code changes()}, {@code total_changes()} and {@code sqlite_sequence} in between, so
 * the last statement always stays alone, and nothing is joined where the schema mentions
 * them; and the moment at which a foreign key is checked, so nothing is joined while they
 * are enforced. Where a row is refused, all of them are taken back and run one by one.
 *
 * @see <a href="https://www.sqlite.org/lang_insert.html">INSERT</a>
 */
final class SqliteRows {

	/** So few are not worth the question who counts changes. */
	private static final int FEW = 50;

	/** How many rows one statement adds at most. */
	private static final int JOINED = 250;

	private static final String NOBODY_COUNTS = "SELECT NOT EXISTS (SELECT 1 FROM "
			+ "(SELECT name, sql FROM sqlite_schema UNION ALL SELECT name, sql FROM sqlite_temp_schema) "
			+ "WHERE sql LIKE '%changes%' OR sql LIKE '%sqlite\\_sequence%' ESCAPE '\\' AND name <> 'sqlite_sequence') "
			+ "AND 1 = (SELECT count(*) FROM pragma_database_list WHERE name <> 'temp')";

	private final Connection connection;

	private @Nullable Boolean joinable;

	SqliteRows(Connection connection) {
		this.connection = connection;
	}

	/** Something else runs, which may create what counts changes. */
	void forget() {
		this.joinable = null;
	}

	/**
	 * Returns what is to be run for statements.
	 * @param statements exactly one statement each
	 * @param foreignKeys whether foreign keys are enforced
	 * @return a script that does the same
	 * @throws SQLException if SQLite fails
	 */
	String script(List<String> statements, boolean foreignKeys) throws SQLException {
		if (foreignKeys || statements.size() <= FEW || !isJoinable()) {
			return String.join(";\n", statements);
		}
		StringBuilder script = new StringBuilder();
		int from = 0;
		while (from < statements.size()) {
			String head = SqliteRow.head(statements.get(from));
			int to = from + 1;
			while (!head.isEmpty() && to < statements.size() && to - from < JOINED
					&& continues(statements.get(to), head)) {
				to++;
			}
			append(script, statements.subList(from, to), head);
			from = to;
		}
		return script.toString();
	}

	private boolean isJoinable() throws SQLException {
		Boolean joinable = this.joinable;
		if (joinable == null) {
			joinable = "1".equals(Sql.value(this.connection, NOBODY_COUNTS));
			this.joinable = joinable;
		}
		return joinable;
	}

	private static boolean continues(String sql, String head) {
		return sql.startsWith(head) && SqliteRow.isRow(sql, head.length());
	}

	private static void append(StringBuilder script, List<String> statements, String head) {
		int last = statements.size() - 1;
		for (int i = 0; i < last; i++) {
			script.append((i > 0) ? "," : head).append(statements.get(i), head.length(), statements.get(i).length());
		}
		script.append((last > 0) ? ";\n" : "").append(statements.get(last)).append(";\n");
	}

}
