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
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

import io.github.migrations.autoconfigure.Migrations;
import io.github.migrations.engine.InvalidRequestException;
import io.github.migrations.autoconfigure.TenantMigrations;
import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.State;
import io.github.migrations.engine.Status;
import io.github.migrations.engine.StatusMap;
import io.github.migrations.tenant.TenantsStatus;
import io.github.migrations.tenant.TenantsStatusMap;

/**
 * Shows what is applied, what is pending, and how a running migration is getting on;
 * where it may be written to, it also migrates.
 */
@Endpoint(id = "migrations", defaultAccess = Access.READ_ONLY)
public class MigrationsEndpoint {

	private final Supplier<Migrations> migrations;

	private final TenantsView tenants;

	/**
	 * Creates the endpoint.
	 * @param migrations gives the databases
	 * @param tenants gives the tenants, or {@code null} in an application without
	 */
	public MigrationsEndpoint(Supplier<Migrations> migrations, Supplier<@Nullable TenantMigrations> tenants) {
		this.migrations = migrations;
		this.tenants = new TenantsView(tenants);
	}

	/**
	 * Returns the status of all databases, and of the tenants.
	 * @return a map that is written as JSON
	 */
	@ReadOperation(produces = { "text/plain;charset=UTF-8", "application/vnd.spring-boot.actuator.v3+json",
			"application/json", "text/html;charset=UTF-8" })
	public Map<String, Object> databases() {
		Map<String, Object> map = new LinkedHashMap<>(StatusMap.of(status(null)));
		TenantsStatus tenants = this.tenants.status();
		if (tenants != null) {
			map.put(TenantsView.NAME, TenantsStatusMap.of(tenants));
		}
		return map;
	}

	/**
	 * Returns the status of one database, or the beginning of the list of tenants.
	 * @param database the name of its DataSource bean, or {@code tenants}
	 * @return a map that is written as JSON, or {@code null} if there is no such database
	 */
	@ReadOperation(produces = { "text/plain;charset=UTF-8", "application/vnd.spring-boot.actuator.v3+json",
			"application/json", "text/html;charset=UTF-8" })
	public @Nullable Map<String, Object> database(@Selector String database) {
		if (this.tenants.isMeant(database)) {
			return this.tenants.page(null, null).toMap();
		}
		Status status = status(database).get(database);
		return (status != null) ? StatusMap.of(status) : null;
	}

	/**
	 * Changes a database, or tries what would change it. Nothing is waited for: one
	 * operation runs at a time.
	 * @param database the name of its DataSource bean, or {@code tenants} to begin to
	 * migrate all of them in the background
	 * @param action {@code migrate}, {@code rollback} or {@code dry-run}
	 * @param to the last version to apply or to try; of a rollback the one that is kept
	 * @param steps how many migrations a rollback takes back, 1 by default
	 * @param fromFiles whether a rollback uses the undo scripts of the files in place of
	 * the stored ones
	 * @param statementTimeout how long one statement of a dry run may take, such as 10s
	 * @param maxDuration how long a dry run may take, such as 30s
	 * @return the status afterwards, or the report of the dry run
	 * @throws IllegalArgumentException if there is no such database or operation, or a
	 * parameter is wrong
	 * @throws MigrationException if something runs already, or a migration fails
	 */
	@WriteOperation
	public Map<String, Object> run(@Selector String database, @Selector String action, @Nullable String to,
			@Nullable String steps, @Nullable String fromFiles, @Nullable String statementTimeout,
			@Nullable String maxDuration) {
		Write write = new Write(action, to, steps, fromFiles, statementTimeout, maxDuration);
		TenantMigrations all = this.tenants.find(database);
		Migrator migrator = (all == null) ? find(database) : null;
		if (all == null && migrator == null) {
			throw new IllegalArgumentException(noDatabase(database) + " " + names());
		}
		try {
			return (migrator != null) ? write.run(migrator) : write.run(Objects.requireNonNull(all));
		}
		catch (InvalidRequestException ex) {
			throw new IllegalArgumentException(ex.getMessage() + " " + ex.getAction(), ex);
		}
	}

	/**
	 * Finds a database for somebody who does not wait.
	 */
	@Nullable Migrator find(String database) {
		Migrator migrator = this.migrations.get().find(database);
		return (migrator != null) ? migrator.withoutWaiting() : null;
	}

	static String noDatabase(String database) {
		return "There is no database '%s'.".formatted(database);
	}

	String names() {
		return "The databases are: %s."
			.formatted(this.migrations.get().all().stream().map(Migrator::name).collect(Collectors.joining(", ")));
	}

	/**
	 * Returns the status of one tenant.
	 * @param database the word {@code tenants}
	 * @param tenant the name of the tenant
	 * @return a map that is written as JSON, or {@code null} if there is no such tenant
	 */
	@ReadOperation(produces = { "text/plain;charset=UTF-8", "application/vnd.spring-boot.actuator.v3+json",
			"application/json", "text/html;charset=UTF-8" })
	public @Nullable Map<String, Object> tenant(@Selector String database, @Selector String tenant) {
		Status status = (this.tenants.isMeant(database)) ? this.tenants.status(tenant) : null;
		return (status != null) ? StatusMap.of(status) : null;
	}

	/**
	 * Returns what there is to say about tenants.
	 * @return the tenants, if there are any
	 */
	TenantsView tenants() {
		return this.tenants;
	}

	/**
	 * Returns the status of databases.
	 * @param only the name of one database, or {@code null} for all
	 * @return the status by name
	 */
	Map<String, Status> status(@Nullable String only) {
		Map<String, Status> statuses = new LinkedHashMap<>();
		for (Migrator migrator : this.migrations.get().all()) {
			if (only == null || only.equals(migrator.name())) {
				statuses.put(migrator.name(), read(migrator));
			}
		}
		return statuses;
	}

	/**
	 * What cannot be read is no reason to hide the other databases.
	 */
	static Status read(Migrator migrator) {
		try {
			return migrator.status();
		}
		catch (MigrationException ex) {
			Status known = migrator.known();
			return (known != null)
					? new Status(known.product(), known.productVersion(), known.table(), State.FAILED, known.version(),
							known.applied(), known.pending(), known.repeatable(), null, null, ex.getFailure())
					: new Status(Status.UNKNOWN, Status.UNKNOWN, Status.UNKNOWN, State.FAILED, null, List.of(),
							List.of(), List.of(), null, null, ex.getFailure());
		}
	}

}
