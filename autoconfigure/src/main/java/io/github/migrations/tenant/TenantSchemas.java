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
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.Databases;
import io.github.migrations.database.Schemas;

/**
 * A schema for each tenant in one database. A connection finds the tables of one tenant
 * alone, and what it found before as soon as it is closed. It needs a session of its own:
 * behind a pooler that shares sessions between transactions, schemas cannot be kept apart
 * in this way.
 */
public final class TenantSchemas implements TenantDatabases {

	private final DataSource dataSource;

	private final SchemaNames names;

	private final boolean create;

	/**
	 * Creates the access to the schemas.
	 * @param dataSource gives connections to the database, from a pool
	 * @param pattern the name of a schema with {@code {tenant}} in place of the tenant's
	 * name, or {@code null} if only those that the query lists are tenants, under the
	 * names of their schemas
	 * @param query a query whose first column lists the schemas of all tenants, or
	 * {@code null} for all that fit the pattern
	 * @param create whether a schema that does not exist is created
	 * @throws IllegalArgumentException if the pattern is wrong, or there is neither it
	 * nor a query
	 */
	public TenantSchemas(DataSource dataSource, @Nullable String pattern, @Nullable String query, boolean create) {
		this.dataSource = dataSource;
		this.names = SchemaNames.of(pattern, query);
		this.create = create && pattern != null;
	}

	@Override
	public Connection open(String tenant) throws SQLException {
		Connection connection = connect(tenant, this.create);
		if (connection == null) {
			throw new UnknownTenantException(
					"There is no tenant '%s': %s".formatted(TenantName.shown(tenant), missing(tenant)));
		}
		return connection;
	}

	private String missing(String tenant) throws TenantException {
		String schema = this.names.schema(tenant);
		return (this.names.isListed()) ? "the query spring.migrations.tenants.schemas-query does not list it."
				: "the schema %s does not exist, and spring.migrations.tenants.create=false does not allow to create it."
					.formatted(schema);
	}

	@Override
	public @Nullable Connection openIfExists(String tenant) throws SQLException {
		return connect(tenant, false);
	}

	private @Nullable Connection connect(String tenant, boolean create) throws SQLException {
		String schema = this.names.schema(tenant);
		Connection connection = this.dataSource.getConnection();
		Connection entered = null;
		try {
			if (this.names.admits(connection, tenant)) {
				entered = enter(connection, tenant, schema, create);
			}
			return entered;
		}
		finally {
			if (entered == null) {
				connection.close();
			}
		}
	}

	private static @Nullable Connection enter(Connection connection, String tenant, String schema, boolean create)
			throws SQLException {
		Database database = Databases.of(connection);
		Schemas schemas = database.schemas();
		String before = schemas.enter(connection, schema);
		if (before == null && create) {
			create(connection, database, tenant, schema);
			before = schemas.enter(connection, schema);
		}
		if (before == null) {
			return null;
		}
		String path = before;
		return new LentConnection(connection, (used, clean) -> giveBack(used, clean, schemas, path));
	}

	private static void create(Connection connection, Database database, String tenant, String schema)
			throws SQLException {
		try {
			database.createSchema(connection, schema);
			if (!connection.getAutoCommit()) {
				connection.commit();
			}
		}
		catch (SQLException ex) {
			if (!connection.getAutoCommit()) {
				connection.rollback();
			}
			// another one may have been faster
			if (!database.hasSchema(connection, schema)) {
				throw new TenantException("The schema %s of tenant '%s' cannot be created: %s".formatted(schema,
						TenantName.shown(tenant), database.message(ex)), ex);
			}
		}
	}

	/**
	 * Nobody may find the tables of this tenant who does not ask for them.
	 */
	private static void giveBack(Connection connection, boolean clean, Schemas schemas, String path)
			throws SQLException {
		try (connection) {
			if (!clean || !isLeft(connection, schemas, path)) {
				connection.abort(Runnable::run);
			}
		}
	}

	private static boolean isLeft(Connection connection, Schemas schemas, String path) {
		try {
			schemas.leave(connection, path);
			return true;
		}
		catch (SQLException ex) {
			return false;
		}
	}

	@Override
	public boolean exists(String tenant) throws SQLException {
		String schema = this.names.schema(tenant);
		try (Connection connection = this.dataSource.getConnection()) {
			return this.names.admits(connection, tenant) && Databases.of(connection).hasSchema(connection, schema);
		}
	}

	@Override
	public Stream<String> names() throws SQLException {
		List<String> names;
		try (Connection connection = this.dataSource.getConnection()) {
			names = this.names.tenants(connection);
		}
		return names.stream().sorted().distinct();
	}

	/**
	 * The connections come out of the pool of the database.
	 */
	@Override
	public boolean isPooled() {
		return false;
	}

}
