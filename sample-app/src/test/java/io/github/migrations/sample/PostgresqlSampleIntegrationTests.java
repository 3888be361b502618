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
import java.util.Map;

import io.github.migrations.test.TestPostgres;
import org.junit.jupiter.api.AfterEach;

/**
 * The sample application on PostgreSQL: the profile {@code postgres}.
 */
class PostgresqlSampleIntegrationTests extends SampleIntegrationTests {

	private final TestPostgres.Database database = TestPostgres.createDatabase();

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Override
	String product() {
		return "PostgreSQL";
	}

	@Override
	Map<String, String> environment() {
		return Map.of("SPRING_PROFILES_ACTIVE", "postgres", "POSTGRES_URL", this.database.url(), "POSTGRES_USER",
				this.database.username(), "POSTGRES_PASSWORD", this.database.password());
	}

	@Override
	Connection connect() throws SQLException {
		return this.database.dataSource().getConnection();
	}

}
