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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.MigrationListener;
import io.github.migrations.engine.SharedPlan;
import io.github.migrations.engine.Status;
import io.github.migrations.tenant.TenantName;

/**
 * What this process has learned about tenants. Of each one it keeps a reference to what
 * many have in common. The log gets a line a tenant only where somebody has asked for
 * that much; what goes wrong it gets always.
 */
final class TenantRecord implements MigrationListener {

	private static final Log logger = LogFactory.getLog(TenantMigrations.class);

	/** What one file deserves to be warned of is the same for every tenant. */
	private static final int MAX_WARNINGS = 100;

	private final Map<String, SharedPlan.Outcome> known = new ConcurrentHashMap<>();

	/** One object for all tenants that are alike. */
	private final Map<SharedPlan.Outcome, SharedPlan.Outcome> shared = new ConcurrentHashMap<>();

	private final Map<String, Status.Failure> failures = new ConcurrentHashMap<>();

	private final Set<String> warnings = ConcurrentHashMap.newKeySet();

	private final Rate rate = new Rate(System::nanoTime);

	@Override
	public void warning(String tenant, String warning) {
		if (this.warnings.size() < MAX_WARNINGS && this.warnings.add(warning)) {
			logger.warn(LogMessage.format("Tenant '%s', and perhaps others: %s", tenant, warning));
		}
		else {
			logger.debug(LogMessage.format("Tenant '%s': %s", tenant, warning));
		}
	}

	@Override
	public void applied(String tenant, String version, String description, Duration duration) {
		logger.debug(LogMessage.format("Tenant '%s': applied %s %s (%d ms)", tenant, version, description,
				duration.toMillis()));
	}

	@Override
	public void undone(String tenant, String version, String description, Duration duration) {
		logger.debug(LogMessage.format("Tenant '%s': undid %s %s (%d ms)", tenant, version, description,
				duration.toMillis()));
	}

	@Override
	public void finished(String tenant, Status status, int applied, Duration duration) {
		logger.debug(LogMessage.format("Tenant '%s': %d migrations applied now, %d pending, version %s, %d ms", tenant,
				applied, status.pending().size(), (status.version() != null) ? status.version() : "none",
				duration.toMillis()));
	}

	/**
	 * Writes down that a tenant is migrated.
	 * @param tenant the name of the tenant
	 * @param outcome what its database is like now
	 */
	void migrated(String tenant, SharedPlan.Outcome outcome) {
		this.known.put(tenant, Objects.requireNonNullElse(this.shared.putIfAbsent(outcome, outcome), outcome));
		this.failures.remove(tenant);
		this.rate.count();
	}

	/**
	 * Writes down that a tenant could not be migrated.
	 * @param tenant the name of the tenant, which has a database
	 * @param ex why
	 */
	void failed(String tenant, MigrationException ex) {
		this.failures.put(tenant, ex.getFailure());
		this.rate.count();
		logger.warn(LogMessage.format("Tenant '%s' is not migrated, the others are not held up by that: %s%n%s",
				TenantName.shown(tenant), ex.getMessage(), ex.getAction()));
	}

	/**
	 * Says what is known about a tenant.
	 * @param tenant the name of the tenant
	 * @return its version and state, or {@code null} if this process has not migrated it
	 */
	SharedPlan.@Nullable Outcome find(String tenant) {
		return this.known.get(tenant);
	}

	/**
	 * Says why a tenant could not be migrated.
	 * @param tenant the name of the tenant
	 * @return the failure, or {@code null} if there is none
	 */
	Status.@Nullable Failure failure(String tenant) {
		return this.failures.get(tenant);
	}

	/**
	 * Lists whom something is known of.
	 * @return their names in order
	 */
	List<String> names() {
		return Stream.concat(this.known.keySet().stream(), this.failures.keySet().stream())
			.distinct()
			.sorted()
			.toList();
	}

	/**
	 * Returns how many tenants have been migrated, or looked at, in a second.
	 * @return the number of tenants in a second, over the last minute
	 */
	double rate() {
		return this.rate.perSecond();
	}

}
