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

package io.github.migrations.actuate;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

import io.github.migrations.autoconfigure.TenantMigrations;
import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.State;
import io.github.migrations.engine.Status;
import io.github.migrations.tenant.TenantsStatus;

/**
 * What the endpoint says about tenants, in an application that has any.
 *
 * @param tenants gives the tenants, or {@code null} in an application without
 */
record TenantsView(Supplier<@Nullable TenantMigrations> tenants) {

	/** Stands in the place of a database's name. */
	static final String NAME = "tenants";

	private static final int SIZE = 50;

	private static final int MAX_SIZE = 500;

	/**
	 * Tells whether a name stands for the list of tenants.
	 * @param database what stands in the path where databases are named
	 * @return whether it does; in an application without tenants it is a name like any
	 * other
	 */
	boolean isMeant(String database) {
		return find(database) != null;
	}

	/**
	 * Returns the tenants, if a name stands for all of them.
	 * @param database what stands in the path where databases are named
	 * @return the tenants, or {@code null} if the name is that of a database
	 */
	@Nullable TenantMigrations find(String database) {
		return (database.equals(NAME)) ? this.tenants.get() : null;
	}

	/**
	 * Returns the status of all tenants together.
	 * @return the status, or {@code null} in an application without tenants
	 */
	@Nullable TenantsStatus status() {
		TenantMigrations tenants = this.tenants.get();
		return (tenants != null) ? tenants.status() : null;
	}

	/**
	 * Returns one page of the list.
	 * @param page the number of the page, counted from 0, or {@code null} for the first
	 * @param size how many tenants are on a page, or {@code null} for the usual number
	 * @return the page, which is empty after the last one
	 */
	TenantPage page(@Nullable Integer page, @Nullable Integer size) {
		int number = check("page", (page != null) ? page : 0, 0, Integer.MAX_VALUE);
		int length = check("size", (size != null) ? size : SIZE, 1, MAX_SIZE);
		TenantMigrations tenants = this.tenants.get();
		if (tenants == null) {
			return new TenantPage(number, length, 0, List.of());
		}
		List<String> names = tenants.names();
		return new TenantPage(number, length, names.size(),
				names.stream().skip((long) number * length).limit(length).map(tenants::known).toList());
	}

	private static int check(String parameter, int value, int from, int to) {
		if (value < from || value > to) {
			String reason = (to == Integer.MAX_VALUE) ? "'%s' has to be %d or more".formatted(parameter, from)
					: "'%s' has to be from %d to %d".formatted(parameter, from, to);
			throw new InvalidEndpointRequestException(reason + ", and is " + value, reason);
		}
		return value;
	}

	/**
	 * Returns the status of one tenant.
	 * @param tenant its name
	 * @return the status, or {@code null} if there is no such tenant
	 */
	@Nullable Status status(String tenant) {
		TenantMigrations tenants = this.tenants.get();
		Migrator migrator = (tenants != null) ? tenants.find(tenant) : null;
		if (tenants == null || migrator == null) {
			return null;
		}
		TenantMigrations.KnownTenant known = tenants.known(tenant);
		Status status = MigrationsEndpoint.read(migrator);
		if (known.state() == State.MIGRATING || known.state() == State.FAILED && status.failure() == null) {
			return new Status(status.product(), status.productVersion(), status.table(), known.state(),
					status.version(), status.applied(), status.pending(), status.repeatable(), null, null,
					known.failure());
		}
		return status;
	}

}
