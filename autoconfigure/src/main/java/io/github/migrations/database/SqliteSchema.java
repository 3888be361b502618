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
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Describes a SQLite database by its pragmas, and by the text of what they do not tell.
 *
 * @see <a href="https://www.sqlite.org/pragma.html#pragfunc">Pragma functions</a>
 */
final class SqliteSchema {

	private final Connection connection;

	private final Predicate<String> leftOut;

	private final List<Schema.Item> items = new ArrayList<>();

	SqliteSchema(Connection connection, Predicate<String> leftOut) {
		this.connection = connection;
		this.leftOut = leftOut;
	}

	Schema describe() throws SQLException {
		for (List<@Nullable String> table : Sql.rows(this.connection,
				"SELECT l.name, l.type, l.wr, l.strict, coalesce(s.sql, '') FROM pragma_table_list l "
						+ "JOIN main.sqlite_schema s ON s.name = l.name AND s.type IN ('table', 'view') "
						+ "WHERE l.schema = 'main' AND l.type <> 'shadow' AND l.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")) {
			String name = text(table, 0);
			if (!this.leftOut.test(name)) {
				switch (text(table, 1)) {
					case "table" -> table(name, options(table), text(table, 4));
					case "view" -> add("view " + lower(name), SqliteText.normal(text(table, 4)));
					default -> add("virtual table " + lower(name), SqliteText.normal(text(table, 4)));
				}
			}
		}
		for (List<@Nullable String> trigger : Sql.rows(this.connection,
				"SELECT name, tbl_name, sql FROM main.sqlite_schema WHERE type = 'trigger'")) {
			if (!this.leftOut.test(text(trigger, 1))) {
				add("trigger " + lower(text(trigger, 0)), SqliteText.normal(text(trigger, 2)));
			}
		}
		return new Schema(this.items);
	}

	private static String options(List<@Nullable String> table) {
		List<String> options = new ArrayList<>();
		if (SqliteText.tokens(text(table, 4)).contains("autoincrement")) {
			options.add("AUTOINCREMENT");
		}
		if (text(table, 2).equals("1")) {
			options.add("WITHOUT ROWID");
		}
		if (text(table, 3).equals("1")) {
			options.add("STRICT");
		}
		return String.join(" ", options);
	}

	private void table(String table, String options, String sql) throws SQLException {
		String shown = lower(table);
		add("table " + shown, options);
		for (List<@Nullable String> column : Sql.rows(this.connection,
				"SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo(?, 'main')", table)) {
			add("column %s.%s".formatted(shown, lower(text(column, 0))), column(column));
		}
		foreignKeys(table, shown);
		indexes(table, shown);
		SqliteText.checks(sql).forEach((check) -> add("check of %s (%s)".formatted(shown, check), ""));
	}

	private static String column(List<@Nullable String> column) {
		List<String> parts = new ArrayList<>();
		parts.add(text(column, 1).strip().replaceAll("\\s+", " ").toUpperCase(Locale.ROOT));
		if (text(column, 2).equals("1")) {
			parts.add("NOT NULL");
		}
		String value = column.get(3);
		if (value != null) {
			parts.add("DEFAULT " + String.join(" ", SqliteText.tokens(value)));
		}
		if (!text(column, 4).equals("0")) {
			parts.add("PRIMARY KEY " + text(column, 4));
		}
		if (!text(column, 5).equals("0")) {
			parts.add("GENERATED");
		}
		return String.join(" ", parts).strip();
	}

	private void foreignKeys(String table, String shown) throws SQLException {
		Map<String, List<List<@Nullable String>>> keys = new LinkedHashMap<>();
		for (List<@Nullable String> row : Sql.rows(this.connection,
				"SELECT id, \"from\", \"to\", \"table\", on_update, on_delete FROM pragma_foreign_key_list(?, 'main') "
						+ "ORDER BY id, seq",
				table)) {
			keys.computeIfAbsent(text(row, 0), (id) -> new ArrayList<>()).add(row);
		}
		for (List<List<@Nullable String>> key : keys.values()) {
			List<@Nullable String> first = key.get(0);
			add("foreign key of %s (%s)".formatted(shown, names(key, 1)),
					"REFERENCES %s%s ON UPDATE %s ON DELETE %s".formatted(lower(text(first, 3)),
							(first.get(2) != null) ? " (" + names(key, 2) + ")" : "", text(first, 4), text(first, 5)));
		}
	}

	/**
	 * Those of a primary key are said of its columns.
	 */
	private void indexes(String table, String shown) throws SQLException {
		for (List<@Nullable String> index : Sql.rows(this.connection,
				"SELECT l.name, l.\"unique\", l.origin, l.partial, s.sql FROM pragma_index_list(?, 'main') l "
						+ "LEFT JOIN main.sqlite_schema s ON s.type = 'index' AND s.name = l.name WHERE l.origin <> 'pk'",
				table)) {
			List<List<@Nullable String>> columns = Sql.rows(this.connection,
					"SELECT cid, coalesce(name, '') || CASE WHEN upper(coll) = 'BINARY' THEN '' ELSE ' COLLATE ' || coll END "
							+ "|| CASE \"desc\" WHEN 1 THEN ' DESC' ELSE '' END FROM pragma_index_xinfo(?, 'main') "
							+ "WHERE key = 1 ORDER BY seqno",
					text(index, 0));
			String unique = (text(index, 1).equals("1")) ? "UNIQUE " : "";
			boolean plain = text(index, 3).equals("0")
					&& columns.stream().noneMatch((row) -> text(row, 0).equals("-2"));
			if (text(index, 2).equals("u")) {
				add("unique constraint of %s (%s)".formatted(shown, names(columns, 1)), "");
			}
			else {
				add("index " + lower(text(index, 0)),
						(plain) ? unique + "ON %s (%s)".formatted(shown, names(columns, 1))
								: SqliteText.normal(text(index, 4)));
			}
		}
	}

	private static String names(List<List<@Nullable String>> rows, int column) {
		return String.join(", ", rows.stream().map((row) -> lower(text(row, column))).toList());
	}

	private void add(String object, String definition) {
		this.items.add(new Schema.Item(SqliteDatabase.SCHEMA, object, definition));
	}

	private static String text(List<@Nullable String> row, int column) {
		String value = row.get(column);
		return (value != null) ? value : "";
	}

	private static String lower(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

}
