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
import java.util.List;

import org.junit.jupiter.api.io.TempDir;

/**
 * How many statements of our own a migration costs, on SQLite.
 */
class SqliteStatementCountTests extends StatementCountContract {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	File folder;

	@Override
	TestDatabase open() {
		return TestDatabase.sqlite(this.folder);
	}

	@Override
	List<String> statementsOfOne() {
		return List.of("PRAGMA main.foreign_key_check", "INSERT INTO \"main\".\"schema_migrations\"",
				"INSERT INTO \"main\".\"schema_migrations_details\"", "COMMIT", "BEGIN IMMEDIATE", "SELECT 'main' AS",
				"PRAGMA main.foreign_key_check");
	}

	@Override
	int looksOfANewDatabase() {
		// whether there is anything is seen at a glance
		return 0;
	}

}
