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

package io.github.migrations.sample;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import io.github.migrations.test.TestPostgres;
import org.junit.jupiter.api.AfterEach;

/**
 * The migration files on PostgreSQL.
 */
class PostgresqlMigrationFilesTests extends MigrationFilesTests {

	private final TestPostgres.Database database = TestPostgres.createDatabase();

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Override
	Connection connect() throws SQLException {
		return this.database.dataSource().getConnection();
	}

	@Override
	String folder() {
		return "postgresql";
	}

	@Override
	Map<String, List<String>> ownTables() {
		return Map.of("conversation_entries",
				List.of("id", "conversation_id", "position", "role", "content", "created_at"));
	}

}
