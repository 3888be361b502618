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

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.github.migrations.engine.State;
import io.github.migrations.engine.Status;
import io.github.migrations.script.Version;
import io.github.migrations.tenant.SweepProgress;
import io.github.migrations.tenant.TenantsStatus;

/**
 * Counts tenants by their states and versions.
 */
final class TenantCount {

	private final Map<State, Long> byState = new EnumMap<>(State.class);

	private final Map<String, Long> byVersion = new TreeMap<>(newestFirst());

	private final Map<String, Status.Failure> failed = new TreeMap<>();

	private long total;

	private long unread;

	/**
	 * What is no version comes last.
	 */
	private static Comparator<String> newestFirst() {
		Comparator<@Nullable Version> versions = Comparator.nullsFirst(Comparator.naturalOrder());
		return Comparator.comparing((String text) -> Version.parse(text), versions)
			.reversed()
			.thenComparing(Comparator.naturalOrder());
	}

	void add(TenantMigrations.KnownTenant tenant) {
		this.total++;
		if (tenant.state() == null) {
			this.unread++;
			return;
		}
		this.byState.merge(tenant.state(), 1L, Long::sum);
		if (tenant.failure() != null) {
			this.failed.put(tenant.name(), tenant.failure());
		}
		if (tenant.version() != null || tenant.failure() == null) {
			String version = (tenant.version() != null) ? tenant.version() : TenantsStatus.NO_VERSION;
			this.byVersion.merge(version, 1L, Long::sum);
		}
	}

	TenantsStatus status(List<String> migrating, double rate, @Nullable SweepProgress sweep) {
		return new TenantsStatus(this.total, this.byState, this.byVersion, this.unread, migrating, this.failed, rate,
				sweep);
	}

}
