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

package io.github.migrations.engine;

import java.io.File;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Taking migrations back on SQLite.
 */
class SqliteRollbackTests extends RollbackContract {

	private static final String FAMILY = """
			CREATE TABLE parent (id INTEGER PRIMARY KEY);
			CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent (id) ON DELETE CASCADE);
			INSERT INTO parent VALUES (1);
			INSERT INTO child VALUES (10, 1);
			""";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	File folder;

	@Override
	TestDatabase open() {
		return TestDatabase.sqlite(this.folder);
	}

	@Override
	String missing() {
		return "no such table: missing (SQLITE_ERROR)";
	}

	@Test
	void aTableRebuildKeepsTheRowsOfItsChildTables() {
		Migrator migrator = migrator(TestScripts.of("1_family.sql", FAMILY, "2_name.sql",
				"ALTER TABLE parent ADD COLUMN name TEXT;", "2_name.down.sql", """
						CREATE TABLE parent_new (id INTEGER PRIMARY KEY);
						INSERT INTO parent_new SELECT id FROM parent;
						DROP TABLE parent;
						ALTER TABLE parent_new RENAME TO parent;
						"""));
		migrator.migrate(null);
		migrator.rollback(RollbackRequest.steps(1));
		assertThat(this.database.query("SELECT count(*) FROM child")).containsExactly("1");
		assertThat(this.database.query("SELECT name FROM pragma_table_info('parent')")).containsExactly("id");
	}

	@Test
	void refusesToLeaveRowsThatReferToNothing() {
		Migrator migrator = migrator(
				TestScripts.of("1_family.sql", FAMILY, "2_x.sql", "SELECT 1;", "2_x.down.sql", "DELETE FROM parent;"));
		migrator.migrate(null);
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator.rollback(RollbackRequest.steps(1)))
			.withMessage("""
					The undo of migration 2 (X) was refused before its commit: db/migrations/2_x.down.sql (stored in \
					schema_migrations_details)
					  it would leave rows that refer to nothing: 1 rows of 'child' refer to rows of 'parent' that do \
					not exist (before: 0)
					Everything that it did was rolled back; the migration is applied as before.""");
		assertThat(this.database.query("SELECT count(*) FROM parent")).containsExactly("1");
	}

}
