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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.migrations.autoconfigure.TenantMigrations.KnownTenant;
import io.github.migrations.engine.StatusMap;
import io.github.migrations.tenant.TenantName;

/**
 * One page of the list of tenants.
 *
 * @param number its number, counted from 0
 * @param size how many tenants are on a page
 * @param total how many there are on all pages
 * @param tenants those on this page, in the order of their names
 */
record TenantPage(int number, int size, int total, List<KnownTenant> tenants) {

	/** The state of a tenant that this process has not looked at. */
	static final String UNREAD = "UNREAD";

	int pages() {
		return (this.total + this.size - 1) / this.size;
	}

	/**
	 * Converts the page.
	 * @return a map that is written as JSON
	 */
	Map<String, Object> toMap() {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("page", this.number);
		map.put("size", this.size);
		map.put("total", this.total);
		map.put("pages", pages());
		map.put("tenants", this.tenants.stream().map(TenantPage::toMap).toList());
		return map;
	}

	private static Map<String, Object> toMap(KnownTenant tenant) {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("name", tenant.name());
		map.put("state", (tenant.state() != null) ? tenant.state().name() : UNREAD);
		if (tenant.version() != null) {
			map.put("version", tenant.version());
		}
		if (tenant.failure() != null) {
			map.put("failure", StatusMap.of(tenant.failure()));
		}
		return map;
	}

	/**
	 * Writes the page.
	 * @return lines of text for people
	 */
	String toText() {
		StringBuilder text = new StringBuilder(
				"Tenants: %d, page %d of %d\n\n".formatted(this.total, this.number + 1L, Math.max(1, pages())));
		this.tenants.forEach((tenant) -> text.append("  %s: %s%s\n".formatted(TenantName.shown(tenant.name()),
				state(tenant), (tenant.version() != null) ? ", version " + tenant.version() : "")));
		return text.toString();
	}

	/**
	 * Words the state of a tenant.
	 * @param tenant the tenant
	 * @return its state for people
	 */
	static String state(KnownTenant tenant) {
		return (tenant.state() != null) ? Wording.state(tenant.state()) : "Not read yet";
	}

}
