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
import java.util.List;
import java.util.UUID;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;

import io.github.migrations.database.TableName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What comes before the first migration, on PostgreSQL.
 */
class PostgresPreparationTests extends PreparationContract {

	@Override
	TestDatabase open() {
		return TestDatabase.postgres();
	}

	private static final String MISSING = "Database 'dataSource': The schema 'my app' (spring.migrations.schema) does "
			+ "not exist. Create it, or let it be created: spring.migrations.create-schemas=true";

	@Override
	String setting() {
		return "SET work_mem = '777kB'";
	}

	@Override
	String settingIsThere() {
		return "current_setting('work_mem') = '777kB'";
	}

	@Override
	String syntaxError() {
		return "syntax error at or near \"WRONG\" (SQLSTATE 42601)";
	}

	private void schema(boolean create) {
		this.settings = Settings.defaults()
			.withTable(new TableName("my app", "schema_migrations"))
			.withPreparation(new Settings.Preparation(create, null, Settings.Adopt.AUTO));
	}

	@Test
	void aMissingSchemaIsRefused() {
		schema(false);
		assertThat(refused("1_one.sql", ONE)).hasMessage(MISSING);
		assertThat(this.database.schema()).isEmpty();
	}

	@Test
	void aMissingSchemaIsCreatedOnDemand() {
		schema(true);
		assertThat(status(TestScripts.of("1_one.sql", ONE)).state()).isEqualTo(State.PENDING);
		assertThat(schemas()).isEmpty();
		assertThat(migrate("1_one.sql", ONE).state()).isEqualTo(State.UP_TO_DATE);
		assertThat(this.database.query("SELECT version FROM \"my app\".schema_migrations")).containsExactly("1");
		assertThat(migrate("1_one.sql", ONE).state()).isEqualTo(State.UP_TO_DATE);
	}

	@Test
	void aSchemaIsNotCreatedForNothing() {
		schema(true);
		migrate(new TestScripts());
		refused("1_one.sql", "WRONG");
		assertThat(schemas()).isEmpty();
	}

	private List<String> schemas() {
		return this.database.query("SELECT nspname FROM pg_namespace WHERE nspname = 'my app'");
	}

	@Test
	void aSchemaThatExistsNeedsNoRightToCreateOne() {
		schema(true);
		String role = "role_" + UUID.randomUUID().toString().replace("-", "");
		this.database.execute("CREATE ROLE " + role, "CREATE SCHEMA \"my app\" AUTHORIZATION " + role);
		this.settings = this.settings
			.withPreparation(new Settings.Preparation(true, "SET ROLE " + role, Settings.Adopt.AUTO));
		migrate("1_one.sql", "CREATE TABLE \"my app\".one (id INTEGER)");
		assertThat(this.database.query("SELECT tableowner FROM pg_tables WHERE schemaname = 'my app'"))
			.containsOnly(role)
			.hasSize(3);
		this.database.execute("DROP SCHEMA \"my app\" CASCADE", "DROP ROLE " + role);
	}

	@Test
	void settingsThatApplicationsMakeUpDoNotStayEither() throws SQLException {
		initSql("SET my.tenant = 'x'; SET ROLE NONE; CREATE TEMPORARY TABLE leak (id INTEGER)");
		try (HikariDataSource pool = pool()) {
			migrator(pool, TestScripts.of("1_one.sql", ONE)).migrate(null);
			assertThat(value(pool, "SELECT coalesce(current_setting('my.tenant', true), '') || "
					+ "coalesce(to_regclass('leak')::text, '')"))
				.isEmpty();
		}
	}

}
