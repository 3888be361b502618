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

/**
 * Where the databases of the tenants are: one file each, one schema each, or whatever an
 * application has.
 */
public interface TenantDatabases {

	/**
	 * Opens a connection to the database of a tenant, creating the database if it does
	 * not exist and may be created.
	 * @param tenant the name of the tenant
	 * @return a connection that nobody else uses
	 * @throws SQLException if there is no such tenant (then it is an
	 * {@link UnknownTenantException}, so that nothing is kept of its name), or its
	 * database cannot be opened
	 */
	Connection open(String tenant) throws SQLException;

	/**
	 * Opens a connection to the database of a tenant. Nothing is created.
	 * @param tenant the name of the tenant
	 * @return a connection that nobody else uses, or {@code null} if the tenant has no
	 * database
	 * @throws SQLException if there can be no such tenant, or its database cannot be
	 * opened
	 */
	default @Nullable Connection openIfExists(String tenant) throws SQLException {
		return (exists(tenant)) ? open(tenant) : null;
	}

	/**
	 * Tells whether a tenant has a database. Nothing is created.
	 * @param tenant the name of the tenant
	 * @return whether it exists
	 * @throws SQLException if there can be no such tenant, or nobody knows
	 */
	boolean exists(String tenant) throws SQLException;

	/**
	 * Tells the database of a tenant from one that takes its place later under the same
	 * name, where that can happen: connections to the first one are not used any more.
	 * @param tenant the name of the tenant
	 * @return what is equal as long as the database is the same one, or {@code null} if
	 * the tenant has none
	 * @throws SQLException if there can be no such tenant, or nobody knows
	 */
	default @Nullable Object identity(String tenant) throws SQLException {
		return (exists(tenant)) ? Boolean.TRUE : null;
	}

	/**
	 * Lists the tenants that have a database.
	 * @return their names in order, to be closed
	 * @throws SQLException if they cannot be listed
	 */
	Stream<String> names() throws SQLException;

	/**
	 * Tells whether opening a connection is expensive, so that connections are kept for a
	 * while and used again.
	 * @return whether connections are to be pooled; {@code false} where they come out of
	 * a pool already
	 */
	boolean isPooled();

	/**
	 * Tells whether a server keeps the databases. It may take its time to say which ones
	 * there are, and a connection is of no use any more when its database is gone.
	 * @return whether listing them may take long, or fail
	 */
	default boolean isRemote() {
		return !isPooled();
	}

}
