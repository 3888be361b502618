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
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SqliteForeignKeys}.
 */
class SqliteForeignKeysTests {

	@SuppressWarnings("NullAway.Init")
	private Connection connection;

	@BeforeEach
	void open() throws SQLException {
		this.connection = DriverManager.getConnection("jdbc:sqlite::memory:");
		execute("PRAGMA foreign_keys = OFF", "CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT)",
				"CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parent ON DELETE CASCADE)",
				"INSERT INTO parent VALUES (1, 'one'), (2, 'two')",
				"INSERT INTO child VALUES (1, 1), (2, 1), (3, 2), (4, NULL)");
	}

	@AfterEach
	void close() throws SQLException {
		this.connection.close();
	}

	@Test
	void findsNothingWhereEverythingRefersToSomething() throws SQLException {
		assertThat(count()).isEqualTo(new SqliteForeignKeys(Map.of(), List.of()));
		assertThat(grown("INSERT INTO parent VALUES (3, 'three')", "INSERT INTO child VALUES (5, 3)")).isEmpty();
	}

	@Test
	void saysWhichRowsWouldReferToNothing() throws SQLException {
		assertThat(grown("DELETE FROM parent WHERE id = 1"))
			.containsExactly("2 rows of 'child' refer to rows of 'parent' that do not exist (before: 0)");
	}

	@Test
	void comparesWithWhatWasWrongBefore() throws SQLException {
		execute("INSERT INTO child VALUES (5, 77)");
		assertThat(grown("SELECT 1")).isEmpty();
		assertThat(grown("UPDATE child SET parent = 78 WHERE id = 5")).isEmpty();
		assertThat(grown("INSERT INTO child VALUES (6, 77)"))
			.containsExactly("2 rows of 'child' refer to rows of 'parent' that do not exist (before: 1)");
		assertThat(grown("DELETE FROM child WHERE id > 4")).isEmpty();
	}

	@Test
	void aRebuiltTableKeepsItsCount() throws SQLException {
		execute("INSERT INTO child VALUES (5, 77)");
		assertThat(grown("CREATE TABLE new_child (parent INTEGER REFERENCES parent, id INTEGER PRIMARY KEY)",
				"INSERT INTO new_child SELECT parent, id + 100 FROM child", "DROP TABLE child",
				"ALTER TABLE new_child RENAME TO child"))
			.isEmpty();
		assertThat(grown("CREATE TABLE new_parent (id INTEGER PRIMARY KEY)",
				"INSERT INTO new_parent SELECT id FROM parent", "DROP TABLE parent",
				"ALTER TABLE new_parent RENAME TO parent"))
			.isEmpty();
	}

	@Test
	void theCaseOfANameIsNoDifference() throws SQLException {
		execute("INSERT INTO child VALUES (5, 77)");
		assertThat(grown("ALTER TABLE child RENAME TO tmp", "ALTER TABLE tmp RENAME TO Child",
				"ALTER TABLE parent RENAME TO tmp", "ALTER TABLE tmp RENAME TO PARENT"))
			.isEmpty();
	}

	@Test
	void isNotTakenInByTemporaryTablesOfTheSameName() throws SQLException {
		assertThat(grown("CREATE TEMP TABLE child AS SELECT * FROM main.child", "CREATE TEMP TABLE parent (id INTEGER)",
				"DELETE FROM main.parent WHERE id = 2"))
			.containsExactly("1 rows of 'child' refer to rows of 'parent' that do not exist (before: 0)");
	}

	@Test
	void countsTablesWithOddNamesAndWithoutRowIds() throws SQLException {
		execute("CREATE TABLE \"a 'b\"\"c\" (id TEXT PRIMARY KEY, p INTEGER REFERENCES parent) WITHOUT ROWID",
				"CREATE TABLE \"select\" (p INTEGER REFERENCES parent, q INTEGER REFERENCES parent)",
				"CREATE TABLE self (id INTEGER PRIMARY KEY, up INTEGER REFERENCES self)");
		assertThat(grown("INSERT INTO \"a 'b\"\"c\" VALUES ('x', 77)",
				"INSERT INTO \"select\" VALUES (77, 78), (1, 79)", "INSERT INTO self VALUES (1, 1), (2, 3)"))
			.containsExactlyInAnyOrder("1 rows of 'a 'b\"c' refer to rows of 'parent' that do not exist (before: 0)",
					"3 rows of 'select' refer to rows of 'parent' that do not exist (before: 0)",
					"1 rows of 'self' refer to rows of 'self' that do not exist (before: 0)");
	}

	@Test
	void warnsOfATableThatRefersToOneThatDoesNotExist() throws SQLException {
		execute("DROP TABLE parent");
		assertThat(count()).isEqualTo(new SqliteForeignKeys(Map.of(),
				List.of("Table 'child' refers to table 'parent', which does not exist")));
	}

	@Test
	void warnsOfColumnsThatAreNotUnique() throws SQLException {
		execute("CREATE TABLE loose (name TEXT REFERENCES parent (name))", "INSERT INTO loose VALUES ('one')",
				"INSERT INTO child VALUES (5, 77)");
		SqliteForeignKeys count = count();
		assertThat(count.warnings())
			.containsExactly("The foreign keys of table 'loose' cannot be checked: the columns that they refer to are "
					+ "neither a primary key nor unique (SQLite: foreign key mismatch)");
		assertThat(count.counts()).containsExactly(Map.entry(new SqliteForeignKeys.Pair("child", "parent"), 1L));
	}

	@Test
	void countsBesideVirtualTablesAndViews() throws SQLException {
		execute("CREATE VIRTUAL TABLE f USING fts5(x)", "CREATE VIEW v AS SELECT * FROM child");
		assertThat(grown("DELETE FROM parent")).hasSize(1);
	}

	private SqliteForeignKeys count() throws SQLException {
		return SqliteForeignKeys.count(this.connection);
	}

	private List<String> grown(String... statements) throws SQLException {
		SqliteForeignKeys before = count();
		execute(statements);
		return count().grownSince(before);
	}

	private void execute(String... statements) throws SQLException {
		TestStatements.execute(this.connection, statements);
	}

}
