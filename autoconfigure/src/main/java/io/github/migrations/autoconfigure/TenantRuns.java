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
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.migrations.engine.MigrationException;
import io.github.migrations.tenant.TenantMigrator;

/**
 * Migrates the databases of single tenants, and knows which ones are being migrated.
 */
final class TenantRuns implements TenantMigrator {

	private final TenantChain chain;

	private final Set<String> active = ConcurrentHashMap.newKeySet();

	TenantRuns(TenantChain chain) {
		this.chain = chain;
	}

	@Override
	public void migrate(String tenant) throws SQLException {
		this.active.add(tenant);
		try {
			this.chain.migrate(tenant);
		}
		catch (MigrationException ex) {
			failed(tenant, ex);
			throw ex;
		}
		catch (SQLException ex) {
			failed(tenant, MigrationsFactory.refused("The database cannot be opened: " + ex.getMessage(),
					"Look whether it is there, whole, and not locked."));
			throw ex;
		}
		finally {
			this.active.remove(tenant);
		}
	}

	/**
	 * Of a name without a database nothing is kept: anybody may make up names.
	 */
	private void failed(String tenant, MigrationException ex) {
		try {
			if (plan().databases().exists(tenant)) {
				record().failed(tenant, ex);
			}
		}
		catch (SQLException unreachable) {
			// the caller is told the first reason, which matters more
		}
	}

	/**
	 * Lists who is being migrated.
	 * @return the names of the tenants in order
	 */
	List<String> active() {
		return this.active.stream().sorted().toList();
	}

	boolean isActive(String tenant) {
		return this.active.contains(tenant);
	}

	TenantPlan plan() {
		return this.chain.plan();
	}

	TenantRecord record() {
		return this.chain.record();
	}

	TenantChain chain() {
		return this.chain;
	}

}
