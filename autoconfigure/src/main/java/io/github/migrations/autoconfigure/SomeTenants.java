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

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.migrations.tenant.TenantDatabases;

/**
 * Some of all tenants.
 *
 * @param all where the databases are
 * @param chosen the names of those who are meant
 */
record SomeTenants(TenantDatabases all, List<String> chosen) implements TenantDatabases {

	@Override
	public Connection open(String tenant) throws SQLException {
		return this.all.open(tenant);
	}

	@Override
	public @Nullable Connection openIfExists(String tenant) throws SQLException {
		return this.all.openIfExists(tenant);
	}

	@Override
	public boolean exists(String tenant) throws SQLException {
		return this.all.exists(tenant);
	}

	@Override
	public Stream<String> names() {
		return this.chosen.stream();
	}

	@Override
	public boolean isPooled() {
		return this.all.isPooled();
	}

	@Override
	public boolean isRemote() {
		return this.all.isRemote();
	}

}
