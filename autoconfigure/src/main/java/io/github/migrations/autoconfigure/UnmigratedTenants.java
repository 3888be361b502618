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

import io.github.migrations.tenant.TenantDatabases;
import io.github.migrations.tenant.TenantMigrator;
import io.github.migrations.tenant.UnknownTenantException;

/**
 * Stands for migrations where there are to be none: who has a database is let through to
 * it as it is, and nobody gets a new one, which would be without tables.
 *
 * @param databases knows who has a database
 * @param reason the property that says so
 */
record UnmigratedTenants(TenantDatabases databases, String reason) implements TenantMigrator {

	@Override
	public void migrate(String tenant) throws SQLException {
		if (!this.databases.exists(tenant)) {
			throw new UnknownTenantException(
					"There is no database, and none is created, because nothing is migrated (%s)."
						.formatted(this.reason));
		}
	}

}
