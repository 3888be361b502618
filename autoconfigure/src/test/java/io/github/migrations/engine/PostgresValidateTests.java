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

import org.junit.jupiter.api.Test;

import io.github.migrations.database.TableName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What can be known about files and history, on PostgreSQL.
 */
class PostgresValidateTests extends ValidateContract {

	@Override
	TestDatabase open() {
		return TestDatabase.postgres();
	}

	@Override
	List<String> outside() {
		return List.of("CREATE INDEX CONCURRENTLY i ON t (id)", "CREATE INDEX CONCURRENTLY");
	}

	@Test
	void aSchemaThatWillBeCreatedIsNothingWrong() {
		this.settings = Settings.defaults()
			.withTable(new TableName("elsewhere", "schema_migrations"))
			.withPreparation(new Settings.Preparation(true, null, Settings.Adopt.AUTO));
		assertThat(
				migrator(TestScripts.of("1_t.sql", "SELECT 1;", "1_t.down.sql", "SELECT 1;")).validate(null).findings())
			.isEmpty();
		assertThat(this.database.query("SELECT nspname FROM pg_namespace WHERE nspname = 'elsewhere'")).isEmpty();
	}

}
