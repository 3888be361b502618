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

import java.sql.SQLException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One plan for many databases, on PostgreSQL, where each migration is committed by itself
 * so that no lock is held for longer than it needs.
 */
class PostgresSharedPlanTests extends SharedPlanContract {

	@Override
	TestDatabase open() {
		return TestDatabase.postgres();
	}

	@Override
	TestDatabase another() {
		return TestDatabase.postgres();
	}

	@Test
	void whatCameBeforeAFailureStays() {
		MigrationException ex = fails(plan(
				TestScripts.of("1_one.sql", ONE, "2_two.sql", TWO, "3_three.sql", "INSERT INTO three VALUES (1)")));
		assertThat(ex.getMessage()).startsWith("Migration 3 (Three) failed at db/migrations/3_three.sql:1\n");
		assertThat(versions()).containsExactly("1", "2");
	}

	@Test
	void theTableOfAnotherSchemaSaysNothing() throws SQLException {
		SharedPlan plan = plan(TestScripts.of("1_one.sql", ONE));
		run(plan);
		this.database.execute("CREATE SCHEMA own");
		try (var connection = this.database.dataSource().getConnection();
				var statement = connection.createStatement()) {
			statement.execute("SET search_path = own, public");
			assertThat(plan.isDone(connection)).isFalse();
			statement.execute("SET search_path = public");
			assertThat(plan.isDone(connection)).isTrue();
		}
	}

}
