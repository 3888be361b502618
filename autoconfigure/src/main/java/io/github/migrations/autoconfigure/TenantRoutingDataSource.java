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

import java.util.Map;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

import io.github.migrations.tenant.TenantDataSource;

/**
 * Leads to the database of the current tenant. It is of the kind that Spring knows to
 * have no one database behind it: the health of an application must not ask it for a
 * connection where there is no tenant.
 */
final class TenantRoutingDataSource extends AbstractRoutingDataSource {

	private final TenantDataSource target;

	TenantRoutingDataSource(TenantDataSource target) {
		this.target = target;
		setTargetDataSources(Map.of());
		initialize();
	}

	@Override
	protected @Nullable Object determineCurrentLookupKey() {
		return null;
	}

	@Override
	protected DataSource determineTargetDataSource() {
		return this.target;
	}

}
