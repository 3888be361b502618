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

import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tables and databases that cannot be worked with, on PostgreSQL.
 */
class PostgresBadInputTests extends BadInputContract {

	@Override
	TestDatabase open() {
		return TestDatabase.postgres();
	}

	@Override
	Migrator readOnly(TestScripts scripts) {
		// the same as on a hot standby
		this.settings = this.settings.withPreparation(
				new Settings.Preparation(false, "SET default_transaction_read_only = on", Settings.Adopt.AUTO));
		return migrator(scripts);
	}

	@Override
	String refusal() {
		return "cannot execute INSERT in a read-only transaction (SQLSTATE 25006)";
	}

	private void become(String role) {
		this.settings = this.settings
			.withPreparation(new Settings.Preparation(false, "SET ROLE " + role, Settings.Adopt.AUTO));
	}

	@Test
	void aUserWhoMayOnlyReadIsNoObstacleWhereNothingIsPending() {
		migrate("1_one.sql", ONE);
		String role = "role_" + UUID.randomUUID().toString().replace("-", "");
		this.database.execute("CREATE ROLE " + role,
				"GRANT SELECT ON schema_migrations, schema_migrations_details TO " + role);
		become(role);
		assertThat(migrate("1_one.sql", ONE).state()).isEqualTo(State.UP_TO_DATE);
		assertThat(refused("1_one.sql", ONE, "2_two.sql", "SELECT 2")).hasMessage(
				"""
						Database 'dataSource' cannot be migrated, because it cannot be written: permission denied for table schema_migrations (SQLSTATE 42501)
						  Pending: 2""");
		this.settings = Settings.defaults();
		this.database.execute("DROP OWNED BY " + role, "DROP ROLE " + role);
	}

	@Test
	void aUserWhoMayNotReadIsRefused() {
		migrate("1_one.sql", ONE);
		String role = "role_" + UUID.randomUUID().toString().replace("-", "");
		this.database.execute("CREATE ROLE " + role);
		become(role);
		assertThat(refused("1_one.sql", ONE)).hasMessage("Database 'dataSource' cannot be read or written: ERROR: "
				+ "permission denied for table schema_migrations");
		this.settings = Settings.defaults();
		this.database.execute("DROP ROLE " + role);
	}

	@Test
	void aHistoryInAnotherSchemaOfTheSearchPathIsNamed() {
		this.database.execute("CREATE SCHEMA app",
				"CREATE TABLE app.schema_migrations (version text, description text, applied_at timestamptz)");
		this.settings = this.settings
			.withPreparation(new Settings.Preparation(false, "SET search_path = public, app", Settings.Adopt.AUTO));
		assertThat(refused("1_one.sql", ONE))
			.hasMessage("Database 'dataSource': The table schema_migrations was found in "
					+ "the schema 'app', but new tables of this connection go to the schema 'public'. Say which one is meant: "
					+ "set spring.migrations.schema");
	}

	@Test
	void aSearchPathWithoutAnySchemaIsNamed() {
		this.settings = this.settings
			.withPreparation(new Settings.Preparation(false, "SET search_path = nowhere", Settings.Adopt.AUTO));
		assertThat(refused("1_one.sql", ONE))
			.hasMessage("Database 'dataSource' cannot be read or written: No schema of "
					+ "the connection's search_path exists. Create it, or set spring.migrations.schema to one that does");
	}

}
