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

package io.github.migrations.tenant;

import java.sql.SQLException;

import io.github.migrations.engine.SharedPlan;

/**
 * Migrates the database of one tenant.
 */
@FunctionalInterface
public interface TenantMigrator {

	/**
	 * Migrates it to its end.
	 * @param tenant the name of the tenant
	 * @throws io.github.migrations.engine.MigrationException if a migration fails
	 * @throws SQLException if the database cannot be opened
	 */
	void migrate(String tenant) throws SQLException;

	/**
	 * Makes a migrator that migrates all tenants by one plan.
	 * @param plan what each of them needs
	 * @param databases where they are
	 * @return the migrator
	 */
	static TenantMigrator of(SharedPlan plan, TenantDatabases databases) {
		return (tenant) -> plan.migrate(TenantName.shown(tenant), new TenantSource(databases, tenant));
	}

}
