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

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.SharedPlan;
import io.github.migrations.engine.State;
import io.github.migrations.engine.Status;
import io.github.migrations.script.Version;
import io.github.migrations.tenant.SafetyCopies;
import io.github.migrations.tenant.Sweep;
import io.github.migrations.tenant.SweepProgress;
import io.github.migrations.tenant.SweepSettings;
import io.github.migrations.tenant.TenantConnections;
import io.github.migrations.tenant.TenantDatabases;
import io.github.migrations.tenant.TenantException;
import io.github.migrations.tenant.TenantName;
import io.github.migrations.tenant.Tenants;
import io.github.migrations.tenant.TenantsStatus;

/**
 * The databases of the tenants of an application: how to find them, and what this process
 * knows about them.
 */
public final class TenantMigrations {

	/** How long somebody who looks at the status waits for the list. */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private final TenantRuns runs;

	private final TenantRecord record;

	private final Tenants tenants;

	private final Supplier<TenantConnections> connections;

	private final SweepSettings settings;

	private final TenantWalk walk;

	private @Nullable FutureTask<List<String>> listing;

	/**
	 * Creates the access.
	 * @param runs migrates, and knows what it has migrated
	 * @param tenants forgets a tenant whose database is another one now
	 * @param connections gives the open connections to databases
	 * @param settings how a person's walk is done
	 * @param walk is the application's own walk through all tenants
	 */
	TenantMigrations(TenantRuns runs, Tenants tenants, Supplier<TenantConnections> connections, SweepSettings settings,
			TenantWalk walk) {
		this.runs = runs;
		this.record = runs.record();
		this.tenants = tenants;
		this.connections = connections;
		this.settings = settings;
		this.walk = walk;
	}

	/**
	 * Lists the tenants that have a database.
	 * @return their names in order
	 * @throws MigrationException if they cannot be listed
	 */
	public List<String> names() {
		try (Stream<String> names = this.runs.plan().databases().names()) {
			return names.toList();
		}
		catch (SQLException ex) {
			throw unreachable("The tenants cannot be listed: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Returns the migrator of a tenant.
	 * @param tenant the name of the tenant
	 * @return its migrator, or {@code null} if there is no such tenant
	 * @throws MigrationException if it cannot be found out whether there is
	 */
	public @Nullable Migrator find(String tenant) {
		try {
			return (this.runs.plan().databases().exists(tenant)) ? this.runs.plan().migrator(tenant) : null;
		}
		catch (TenantException ex) {
			return null;
		}
		catch (SQLException ex) {
			throw unreachable("The database of tenant '%s' cannot be looked for: %s".formatted(TenantName.shown(tenant),
					ex.getMessage()), ex);
		}
	}

	/**
	 * Migrates tenants, several at a time, for somebody who waits for it and is told what
	 * fails. Ends early where more fail than may.
	 * @param tenants their names
	 * @param to the last version to apply, or {@code null} for all
	 * @return how it ended
	 */
	public SweepProgress migrate(List<String> tenants, @Nullable Version to) {
		TenantDatabases some = new SomeTenants(this.runs.plan().databases(), tenants);
		Tenants migrated = new Tenants((tenant) -> this.runs.chain().migrate(tenant, to));
		try (Sweep walk = new Sweep(some, migrated, this.settings, (progress) -> {
		})) {
			return walk.run();
		}
	}

	/**
	 * Begins to migrate all tenants in the background, as the application itself does it.
	 * @throws io.github.migrations.engine.AlreadyRunningException if that is being done
	 * already
	 * @throws io.github.migrations.engine.InvalidRequestException if the application
	 * migrates nothing
	 */
	public void begin() {
		this.walk.begin();
	}

	/**
	 * Puts a safety copy of a tenant's file back, which need not exist any more.
	 * @param tenant the name of the tenant
	 * @param copy the name of the copy, or {@code null} for the newest
	 * @return the name of the copy
	 * @throws MigrationException if there is no such copy, or it cannot be put back;
	 * nothing has been changed then
	 */
	public String restore(String tenant, @Nullable String copy) {
		SafetyCopies copies = this.runs.chain().copies();
		if (copies == null) {
			throw MigrationsFactory.refused(
					"There are no safety copies of tenants' files: %s.safety-copy is not set."
						.formatted(TenantsProperties.PREFIX),
					"Set it to the folder that holds them. Nothing has been changed.");
		}
		try {
			return copies.restore(tenant, copy, this.tenants, this.connections.get());
		}
		catch (SQLException ex) {
			throw MigrationsFactory.refused(String.valueOf(ex.getMessage()), "Nothing has been changed.");
		}
	}

	private static MigrationException unreachable(String message, SQLException ex) {
		return new MigrationException(message, "Look whether it can be reached, and try again.",
				new Status.Failure(null, null, 0, message), ex);
	}

	/**
	 * Says what is known about all tenants, without opening their databases.
	 * @return the status
	 * @throws MigrationException if they cannot be listed
	 */
	public TenantsStatus status() {
		TenantCount count = new TenantCount();
		for (String tenant : namesSoon()) {
			count.add(known(tenant));
		}
		return count.status(this.runs.active(), this.record.rate(), this.walk.progress());
	}

	/**
	 * Where the list comes out of a database whose pool is empty, because a migration
	 * runs there, or from a server that does not answer, those are told that are known.
	 */
	private List<String> namesSoon() {
		if (!this.runs.plan().databases().isRemote()) {
			return names();
		}
		try {
			return listing().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException | ExecutionException ex) {
			return this.record.names();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return this.record.names();
		}
	}

	private synchronized FutureTask<List<String>> listing() {
		FutureTask<List<String>> listing = this.listing;
		if (listing == null || listing.isDone()) {
			listing = new FutureTask<>(this::names);
			this.listing = listing;
			Thread thread = new Thread(listing, "migrations-tenants-list");
			thread.setDaemon(true);
			thread.start();
		}
		return listing;
	}

	/**
	 * Says what tenants are like by looking into the database of each of them.
	 * @param tenants their names
	 * @return the status
	 */
	public TenantsStatus read(List<String> tenants) {
		TenantCount count = new TenantCount();
		tenants.forEach((tenant) -> count.add(look(tenant)));
		return count.status(List.of(), 0, null);
	}

	private KnownTenant look(String tenant) {
		try {
			Status status = this.runs.plan().migrator(tenant).status();
			return new KnownTenant(tenant, status.state(), status.version(), status.failure());
		}
		catch (MigrationException ex) {
			return new KnownTenant(tenant, State.FAILED, null, ex.getFailure());
		}
	}

	/**
	 * Says what is known about one tenant, without opening its database.
	 * @param tenant the name of the tenant
	 * @return what is known
	 */
	public KnownTenant known(String tenant) {
		Status.Failure failure = this.record.failure(tenant);
		SharedPlan.Outcome known = this.record.find(tenant);
		String version = (known != null) ? known.version() : null;
		if (this.runs.isActive(tenant)) {
			return new KnownTenant(tenant, State.MIGRATING, version, null);
		}
		if (failure != null) {
			return new KnownTenant(tenant, State.FAILED, version, failure);
		}
		return new KnownTenant(tenant, (known != null) ? known.state() : null, version, null);
	}

	/**
	 * What is known about one tenant.
	 *
	 * @param name its name
	 * @param state the state of its database, or {@code null} if this process has not
	 * looked at it
	 * @param version the highest applied version, or {@code null} if there is none or it
	 * is not known
	 * @param failure why it could not be migrated, or {@code null}
	 */
	public record KnownTenant(String name, @Nullable State state, @Nullable String version,
			Status.@Nullable Failure failure) {
	}

}
