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

import java.sql.SQLException;

import javax.sql.DataSource;

import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.ScriptSource;
import io.github.migrations.engine.SharedPlan;
import io.github.migrations.tenant.TenantDatabases;
import io.github.migrations.tenant.TenantName;
import io.github.migrations.tenant.TenantSource;

/**
 * The one plan by which the databases of all tenants are migrated.
 *
 * @param databases opens the databases
 * @param scripts where the files come from
 * @param plan what each of them needs
 */
record TenantPlan(TenantDatabases databases, ScriptSource scripts, SharedPlan plan) {

	/**
	 * Migrates the database of a tenant to its end.
	 * @param tenant the name of the tenant
	 * @return what it is like afterwards
	 * @throws SQLException if it cannot be opened
	 */
	SharedPlan.Outcome migrate(String tenant) throws SQLException {
		return this.plan.migrate(TenantName.shown(tenant), new TenantSource(this.databases, tenant));
	}

	/**
	 * Returns the migrator of one tenant. Nothing is opened before it is used.
	 * @param tenant the name of the tenant
	 * @return its migrator
	 */
	Migrator migrator(String tenant) {
		DataSource dataSource = new TenantSource(this.databases, tenant);
		return this.plan.migrator(TenantName.shown(tenant), dataSource, dataSource);
	}

}
