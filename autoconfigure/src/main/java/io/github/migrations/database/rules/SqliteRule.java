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

package io.github.migrations.database.rules;

/**
 * The rules for SQLite: what a rebuild of a table may lose, and what works only as long
 * as a table has no row.
 *
 * @see <a href="https://www.sqlite.org/lang_altertable.html#otheralter">How to rebuild a
 * table</a>
 * @see <a href="https://www.sqlite.org/quirks.html">Quirks</a>
 */
enum SqliteRule implements NamedRule {

	REBUILD_LOSES_INDEX(
			"DROP TABLE drops the indexes of the table with it. Queries become slow, and what a unique "
					+ "index forbade is allowed from now on.",
			"CREATE INDEX again after ALTER TABLE t_new RENAME TO t; or DROP INDEX if it is to go."),

	REBUILD_LOSES_TRIGGER("DROP TABLE drops the triggers of the table with it, and nobody is told.",
			"CREATE TRIGGER again after ALTER TABLE t_new RENAME TO t; or DROP TRIGGER if it is to go."),

	REBUILD_BREAKS_VIEW(
			"ALTER TABLE reads the whole schema, and fails where a view or a trigger refers to a table "
					+ "that is not there; a view of a column that is gone fails when it is used.",
			"DROP VIEW before the rebuild, and CREATE VIEW after it; the same for triggers of other tables."),

	REBUILD_LOSES_COLUMN("The values of the column are lost.",
			"Copy the column; or drop it with ALTER TABLE t DROP COLUMN c, which says what it does."),

	REBUILD_LOSES_CONSTRAINT("CREATE TABLE … AS SELECT copies names and values, but no primary key, NOT NULL, DEFAULT, "
			+ "UNIQUE, CHECK or REFERENCES; and only a column that is exactly INTEGER PRIMARY KEY numbers its rows.",
			"CREATE TABLE t_new (…) with everything that the table has, then INSERT INTO t_new (…) SELECT … FROM t."),

	REBUILD_LOSES_ROWS(
			"Rows that are not copied before DROP TABLE, or that OR IGNORE and OR REPLACE pass over, are "
					+ "lost, and nobody is told.",
			"INSERT INTO t_new (…) SELECT … FROM t; before DROP TABLE t, without OR IGNORE and OR REPLACE. Delete the "
					+ "rows that must not be copied in a statement of their own."),

	REBUILD_CHANGES_AFFINITY(
			"Values are converted as they are copied: the text '007' becomes the number 7, the number "
					+ "10 becomes a text that sorts before '9', and comparisons have other results.",
			"Keep the type of the column. If another one is meant, convert in the SELECT, CAST(c AS INTEGER), and say -- "
					+ "migration: allow=rebuild-changes-affinity."),

	COPY_MIXES_COLUMNS(
			"INSERT … SELECT goes by the order of the columns, not by their names, and SQLite stores every "
					+ "value in every column: the values end up in the wrong columns.",
			"INSERT INTO t_new (a, b) SELECT a, b FROM t; with the columns named in the same order on both sides."),

	DROP_REFERENCED_TABLE("SQLite drops the table all the same. What refers to it fails when it is used, and with "
			+ "foreign keys enforced DROP TABLE deletes the rows first, so that ON DELETE CASCADE empties other tables.",
			"First remove what refers to the table. To rebuild it, CREATE TABLE t_new (…); INSERT … SELECT; DROP TABLE t; "
					+ "ALTER TABLE t_new RENAME TO t; in this order, and with foreign keys off, as they are by default."),

	RENAME_UNDER_LEGACY_ALTER_TABLE(
			"With PRAGMA legacy_alter_table=ON, views, triggers and foreign keys keep the old "
					+ "name, which nothing has any more: they fail when they are used.",
			"Leave the pragma off, so that they get the new name; or create again what refers to the table."),

	DOUBLE_QUOTED_STRING(
			"Double quotes are for names. SQLite takes them for a text only where nothing has that name: a "
					+ "column of that name changes what the statement means, and strict builds of SQLite refuse it.",
			"Single quotes: 'text'."),

	NOT_NULL_WITHOUT_DEFAULT(
			"SQLite refuses it as soon as the table has a row, so it works in tests and fails in " + "production.",
			"ALTER TABLE t ADD COLUMN c TEXT NOT NULL DEFAULT ''; or rebuild the table with the right values."),

	DEFAULT_NOT_CONSTANT(
			"SQLite refuses a column with CURRENT_TIMESTAMP or an expression for its default as soon as "
					+ "the table has a row, so it works in tests and fails in production.",
			"ALTER TABLE t ADD COLUMN c TEXT; UPDATE t SET c = CURRENT_TIMESTAMP; or rebuild the table with the default."),

	STORED_GENERATED_COLUMN(
			"SQLite refuses to add a STORED column as soon as the table has a row, so it works in tests "
					+ "and fails in production.",
			"A VIRTUAL column, with an index if it is searched; or rebuild the table."),

	NON_TRANSACTIONAL_MIXED(
			"The whole file runs without one transaction: if a statement fails, the ones before it "
					+ "stay, and they are not rolled back with it.",
			"Put the statement into a file of its own; or say that it is intended with -- migration: transaction=off.");

	private final Words words;

	SqliteRule(String why, String instead) {
		this.words = new Words(why, instead);
	}

	@Override
	public Words words() {
		return this.words;
	}

}
