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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import io.github.migrations.database.DatabaseServer;

/**
 * How a schema or database is named that belongs to a tenant.
 *
 * @param prefix what stands before the tenant's name
 * @param suffix what stands behind it
 */
record NamePattern(String prefix, String suffix) {

	private static final int ROOM = DatabaseServer.MAX_NAME_BYTES;

	/**
	 * Reads a pattern.
	 * @param pattern a name that holds {@code {tenant}} once
	 * @param otherwise what would be a tenant's if it held nothing else
	 * @throws IllegalArgumentException if it is none
	 */
	static NamePattern of(String pattern, String otherwise) {
		int at = pattern.indexOf(TenantFiles.TENANT);
		if (at < 0 || pattern.indexOf(TenantFiles.TENANT, at + 1) >= 0 || pattern.equals(TenantFiles.TENANT)) {
			throw new IllegalArgumentException(
					"'%s' has to hold %s once, and something besides: otherwise '%s' would be a tenant"
						.formatted(pattern, TenantFiles.TENANT, otherwise));
		}
		return new NamePattern(pattern.substring(0, at), pattern.substring(at + TenantFiles.TENANT.length()));
	}

	/**
	 * Makes the name of what belongs to a tenant.
	 * @param tenant the name of the tenant
	 * @param what what is named, for people
	 * @throws TenantException if there can be no such tenant
	 */
	String name(String tenant, String what) throws TenantException {
		int room = ROOM - (this.prefix + this.suffix).getBytes(StandardCharsets.UTF_8).length;
		return this.prefix + TenantName.encode(tenant, what, room) + this.suffix;
	}

	/**
	 * Finds the tenants to whom something belongs.
	 * @param names any names
	 * @return the tenants of those that fit
	 */
	List<String> tenants(List<String> names) {
		return names.stream()
			.filter((name) -> name.length() > this.prefix.length() + this.suffix.length()
					&& name.startsWith(this.prefix) && name.endsWith(this.suffix))
			.map((name) -> TenantName
				.decode(name.substring(this.prefix.length(), name.length() - this.suffix.length())))
			.filter(Objects::nonNull)
			.map(Objects::requireNonNull)
			.toList();
	}

	@Override
	public String toString() {
		return this.prefix + TenantFiles.TENANT + this.suffix;
	}

}
