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
 * The database of one tenant, not migrated by this.
 */
public final class TenantSource extends PlainDataSource {

	private final TenantDatabases databases;

	private final String tenant;

	/**
	 * Creates the way to one database.
	 * @param databases where all of them are
	 * @param tenant the name of the tenant
	 */
	public TenantSource(TenantDatabases databases, String tenant) {
		this.databases = databases;
		this.tenant = tenant;
	}

	@Override
	public Connection getConnection() throws SQLException {
		return this.databases.open(this.tenant);
	}

}
