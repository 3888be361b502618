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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Databases;

/**
 * Which tenant has which schema.
 */
interface SchemaNames {

	static SchemaNames of(@Nullable String pattern, @Nullable String query) {
		if (pattern != null) {
			return ByPattern.of(pattern, query);
		}
		if (query == null) {
			throw new IllegalArgumentException("Neither a pattern for the names of schemas nor a query is given");
		}
		return new ByQuery(query);
	}

	/**
	 * Returns the schema of a tenant.
	 * @param tenant the name of the tenant
	 * @return the name of its schema, which need not exist
	 * @throws TenantException if there can be no such tenant
	 */
	String schema(String tenant) throws TenantException;

	/**
	 * Lists the tenants.
	 * @param connection a connection to their database
	 * @return their names
	 * @throws SQLException if the database fails
	 */
	List<String> tenants(Connection connection) throws SQLException;

	/**
	 * Tells whether a name belongs to a tenant, and not to anything else.
	 * @param connection a connection to their database
	 * @param tenant the name of the tenant
	 * @return whether its schema may be entered
	 * @throws SQLException if the database fails
	 */
	boolean admits(Connection connection, String tenant) throws SQLException;

	/**
	 * Tells whether only a list says who is a tenant.
	 * @return whether nobody else is one
	 */
	boolean isListed();

	private static List<String> column(Connection connection, String query) throws SQLException {
		List<String> values = new ArrayList<>();
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
			while (rows.next()) {
				String value = rows.getString(1);
				if (value != null) {
					values.add(value);
				}
			}
		}
		return values;
	}

	/**
	 * The name of the tenant is a part of the name of the schema.
	 *
	 * @param names how schemas are named
	 * @param query lists schemas, or {@code null} for all
	 */
	record ByPattern(NamePattern names, @Nullable String query) implements SchemaNames {

		static ByPattern of(String pattern, @Nullable String query) {
			NamePattern names = NamePattern.of(pattern, "public");
			if (pattern.startsWith("pg_")) {
				throw new IllegalArgumentException(
						"'%s' begins with pg_, which the database keeps for itself".formatted(pattern));
			}
			return new ByPattern(names, query);
		}

		@Override
		public String schema(String tenant) throws TenantException {
			return this.names.name(tenant, "schema");
		}

		@Override
		public List<String> tenants(Connection connection) throws SQLException {
			return this.names.tenants((this.query != null) ? column(connection, this.query)
					: Databases.of(connection).schemas().names(connection));
		}

		@Override
		public boolean admits(Connection connection, String tenant) {
			return true;
		}

		@Override
		public boolean isListed() {
			return false;
		}

	}

	/**
	 * The name of the tenant is the name of the schema, if a query lists it.
	 *
	 * @param query lists the schemas of tenants
	 * @param seen what it has listed
	 */
	record ByQuery(String query, Set<String> seen) implements SchemaNames {

		ByQuery(String query) {
			this(query, ConcurrentHashMap.newKeySet());
		}

		@Override
		public String schema(String tenant) {
			return tenant;
		}

		@Override
		public List<String> tenants(Connection connection) throws SQLException {
			List<String> schemas = column(connection, this.query);
			this.seen.addAll(schemas);
			this.seen.retainAll(Set.copyOf(schemas));
			return schemas;
		}

		@Override
		public boolean admits(Connection connection, String tenant) throws SQLException {
			return this.seen.contains(tenant) || tenants(connection).contains(tenant);
		}

		@Override
		public boolean isListed() {
			return true;
		}

	}

}
