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
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.DatabaseServer;
import io.github.migrations.database.DatabaseTemplates;

/**
 * A database for each tenant on one server.
 */
public final class ServerDatabases implements TenantDatabases {

	private final DatabaseServer server;

	private final NamePattern names;

	private final boolean create;

	/**
	 * Creates the access to the databases.
	 * @param server holds them
	 * @param pattern the name of a database with {@code {tenant}} in place of the
	 * tenant's name
	 * @param create whether a database that does not exist is created
	 * @throws IllegalArgumentException if the pattern is wrong
	 */
	public ServerDatabases(DatabaseServer server, String pattern, boolean create) {
		this.server = server;
		this.names = NamePattern.of(pattern, "postgres");
		if (pattern.startsWith(DatabaseTemplates.PREFIX)) {
			throw new IllegalArgumentException(
					"'%s' begins with '%s', as the names of templates do".formatted(pattern, DatabaseTemplates.PREFIX));
		}
		this.create = create;
	}

	/**
	 * Returns the database of a tenant.
	 * @param tenant the name of the tenant
	 * @return the name of its database, which need not exist
	 * @throws TenantException if there can be no such tenant
	 * @throws SQLException if the server cannot be asked
	 */
	String database(String tenant) throws SQLException {
		String database = this.names.name(tenant, "database");
		if (this.server.isReserved(database)) {
			throw new UnknownTenantException(
					"There is no tenant '%s': the database %s is the application's own, or the server's."
						.formatted(TenantName.shown(tenant), database));
		}
		return database;
	}

	@Override
	public Connection open(String tenant) throws SQLException {
		String database = database(tenant);
		Connection connection = connect(tenant, database);
		if (connection == null && this.create) {
			create(tenant, database);
			connection = connect(tenant, database);
		}
		if (connection == null) {
			throw new UnknownTenantException("There is no tenant '%s': the database %s does not exist, and "
				.formatted(TenantName.shown(tenant), database)
					+ ((this.create) ? "somebody has removed it as soon as it was created."
							: "spring.migrations.tenants.create=false does not allow to create it."));
		}
		return connection;
	}

	@Override
	public @Nullable Connection openIfExists(String tenant) throws SQLException {
		return connect(tenant, database(tenant));
	}

	private @Nullable Connection connect(String tenant, String database) throws TenantException {
		try {
			return this.server.connect(database);
		}
		catch (SQLException ex) {
			throw new TenantException("The database %s of tenant '%s' cannot be opened: %s".formatted(database,
					TenantName.shown(tenant), this.server.message(ex)), ex);
		}
	}

	private void create(String tenant, String database) throws TenantException {
		try {
			this.server.create(database);
		}
		catch (SQLException ex) {
			throw new TenantException("The database %s of tenant '%s' cannot be created: %s".formatted(database,
					TenantName.shown(tenant), this.server.message(ex)), ex);
		}
	}

	@Override
	public boolean exists(String tenant) throws SQLException {
		return this.server.has(database(tenant));
	}

	/**
	 * Tells whether a tenant has no database and may get one.
	 */
	boolean isNew(String tenant) throws SQLException {
		return this.create && !exists(tenant);
	}

	@Override
	public Stream<String> names() throws SQLException {
		return this.names.tenants(this.server.names()).stream().sorted();
	}

	@Override
	public boolean isPooled() {
		return true;
	}

	@Override
	public boolean isRemote() {
		return true;
	}

	DatabaseServer server() {
		return this.server;
	}

	NamePattern pattern() {
		return this.names;
	}

}
