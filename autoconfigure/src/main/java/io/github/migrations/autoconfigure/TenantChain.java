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

import org.jspecify.annotations.Nullable;

import io.github.migrations.script.Version;
import io.github.migrations.tenant.SafetyCopies;
import io.github.migrations.tenant.Template;
import io.github.migrations.tenant.TenantMigrator;

/**
 * What is done to migrate a tenant, one after another: a safety copy, a copy of the
 * template, and the migration itself.
 *
 * @param plan how each database is migrated
 * @param record is told what it is like afterwards
 * @param template gives new tenants a copy, or {@code null} if none is wanted
 * @param copies keeps copies of files, or {@code null} if none are wanted
 * @param all does everything
 */
record TenantChain(TenantPlan plan, TenantRecord record, @Nullable Template template, @Nullable SafetyCopies copies,
		TenantMigrator all) implements TenantMigrator, AutoCloseable {

	@Override
	public void migrate(String tenant) throws SQLException {
		this.all.migrate(tenant);
	}

	/**
	 * Migrates a tenant.
	 * @param tenant the name of the tenant
	 * @param to the last version to apply, or {@code null} for all
	 * @throws SQLException if its database cannot be opened or copied
	 */
	void migrate(String tenant, @Nullable Version to) throws SQLException {
		if (to == null) {
			migrate(tenant);
			return;
		}
		if (this.copies != null) {
			this.copies.copyIfPending(tenant);
		}
		this.plan.migrator(tenant).migrate(to);
	}

	@Override
	public void close() {
		if (this.template != null) {
			this.template.close();
		}
	}

}
