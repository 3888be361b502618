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

/**
 * Taking over on SQLite.
 */
class SqliteAdoptTests extends AdoptContract {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	File folder;

	@Override
	TestDatabase open() {
		return TestDatabase.sqlite(this.folder);
	}

	@Override
	String schema() {
		return "main";
	}

	@Override
	String gateway() {
		return "CREATE TABLE IF NOT EXISTS schema_migrations (version VARCHAR(255) PRIMARY KEY, description TEXT NOT NULL, "
				+ "applied_at DATETIME NOT NULL)";
	}

	@Test
	void indexesOfTheRenamedTableStay() {
		OtherTool.GOLANG_MIGRATE.migrate(this.database);
		adopt(OtherTool.GOLANG_MIGRATE.scripts(), null);
		assertThat(this.database.query("SELECT name, tbl_name FROM sqlite_schema WHERE type = 'index' ORDER BY 2, 1"))
			.containsExactly("sqlite_autoindex_schema_migrations_1|schema_migrations",
					"version_unique|schema_migrations_golang_migrate");
	}

}
