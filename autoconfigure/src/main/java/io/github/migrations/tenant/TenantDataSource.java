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

import java.sql.Connection;
import java.sql.SQLException;

import io.github.migrations.database.PlainDataSource;

/**
 * Gives connections to the database of the current tenant, migrated before the first one.
 */
public final class TenantDataSource extends PlainDataSource implements AutoCloseable {

	private final CurrentTenant current;

	private final Tenants tenants;

	private final TenantConnections connections;

	/**
	 * Creates the DataSource.
	 * @param current says which tenant is meant
	 * @param tenants migrates
	 * @param connections gives the connections
	 */
	public TenantDataSource(CurrentTenant current, Tenants tenants, TenantConnections connections) {
		this.current = current;
		this.tenants = tenants;
		this.connections = connections;
	}

	/**
	 * Returns a connection to the database of the current tenant.
	 * @return the connection
	 * @throws SQLException if no tenant is current, or its database cannot be migrated or
	 * opened
	 */
	@Override
	public Connection getConnection() throws SQLException {
		String tenant = this.current.get();
		if (tenant == null) {
			throw new TenantException("No tenant is known for this thread: the bean of type CurrentTenant says null.",
					null);
		}
		return getConnection(tenant);
	}

	/**
	 * Returns a connection to the database of a tenant.
	 * @param tenant the name of the tenant
	 * @return the connection
	 * @throws SQLException if the database cannot be migrated or opened
	 */
	public Connection getConnection(String tenant) throws SQLException {
		this.tenants.await(tenant);
		return this.connections.get(tenant);
	}

	@Override
	public void close() {
		this.connections.close();
	}

}
