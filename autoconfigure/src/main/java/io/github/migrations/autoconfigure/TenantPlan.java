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

package io.github.migrations.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.AbstractDataSource;

import io.github.migrations.engine.MigrationListener;
import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.ScriptSource;
import io.github.migrations.engine.Settings;
import io.github.migrations.tenant.TenantDatabases;

/**
 * The one plan after which the databases of all tenants are migrated.
 *
 * @param databases opens the databases
 * @param scripts where the files come from
 * @param settings how each database is migrated
 * @param listener is told what happens
 */
record TenantPlan(TenantDatabases databases, ScriptSource scripts, Settings settings, MigrationListener listener) {

	/**
	 * Returns the migrator of one tenant. Nothing is opened before it is used.
	 * @param tenant the name of the tenant
	 * @return its migrator
	 */
	Migrator migrator(String tenant) {
		DataSource dataSource = new OneTenant(this.databases, tenant);
		return new Migrator(tenant, dataSource, dataSource, this.scripts, this.settings, this.listener);
	}

	/**
	 * Opens the database of one tenant, past every pool.
	 */
	private static final class OneTenant extends AbstractDataSource {

		private final TenantDatabases databases;

		private final String tenant;

		OneTenant(TenantDatabases databases, String tenant) {
			this.databases = databases;
			this.tenant = tenant;
		}

		@Override
		public Connection getConnection() throws SQLException {
			return this.databases.open(this.tenant);
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			return getConnection();
		}

	}

}
