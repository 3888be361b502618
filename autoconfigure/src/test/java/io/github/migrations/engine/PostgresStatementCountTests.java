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

import java.util.List;

/**
 * How many statements of our own a migration costs, on PostgreSQL.
 */
class PostgresStatementCountTests extends StatementCountContract {

	@Override
	TestDatabase open() {
		return TestDatabase.postgres();
	}

	@Override
	List<String> statementsOfOne() {
		return List.of("SELECT 'setting', name,", "RESET lock_timeout", "INSERT INTO \"public\".\"schema_migrations\"",
				"INSERT INTO \"public\".\"schema_migrations_details\"", "COMMIT", "BEGIN",
				"SELECT 1, pg_catalog.set_config('lock_timeout',",
				"SELECT t.found_schema, pg_catalog.current_schema()");
	}

	@Override
	int looksOfANewDatabase() {
		return 4;
	}

}
