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

import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

import org.jspecify.annotations.Nullable;

import io.github.migrations.engine.MigrationException;

/**
 * Lets callers through to the databases that are migrated. The first caller of a tenant
 * migrates its database, others of the same tenant wait for that one run, and nobody
 * waits for another tenant. Of a tenant that is done nothing is kept but its name.
 */
public final class Tenants {

	private final TenantMigrator migrator;

	private final Set<String> known = ConcurrentHashMap.newKeySet();

	private final Map<String, Migrating> migrating = new ConcurrentHashMap<>();

	private final Map<String, Failed> failures = new ConcurrentHashMap<>();

	/**
	 * Creates the gate.
	 * @param migrator migrates the database of one tenant
	 */
	public Tenants(TenantMigrator migrator) {
		this.migrator = migrator;
	}

	/**
	 * Returns when the database of a tenant is migrated.
	 * @param tenant the name of the tenant
	 * @throws SQLException if it cannot be migrated; another caller tries again after a
	 * pause
	 */
	public void await(String tenant) throws SQLException {
		if (!this.known.contains(tenant)) {
			migrate(tenant);
		}
	}

	private void migrate(String tenant) throws SQLException {
		Migrating mine = new Migrating(Thread.currentThread(), new CompletableFuture<>());
		Migrating other = this.migrating.putIfAbsent(tenant, mine);
		if (other != null) {
			other.await(tenant);
			return;
		}
		try {
			if (!this.known.contains(tenant)) {
				run(tenant);
			}
			mine.result().complete(null);
		}
		catch (SQLException | RuntimeException | Error ex) {
			mine.result().completeExceptionally(ex);
			throw ex;
		}
		finally {
			this.migrating.remove(tenant, mine);
		}
	}

	private void run(String tenant) throws SQLException {
		Failed failed = this.failures.get(tenant);
		if (failed != null && !failed.backoff().isOver()) {
			throw failed.exception(tenant, null);
		}
		try {
			this.migrator.migrate(tenant);
			this.failures.remove(tenant);
			this.known.add(tenant);
		}
		catch (MigrationException | SQLException ex) {
			Backoff backoff = (failed != null) ? failed.backoff() : new Backoff(System::nanoTime);
			backoff.failed();
			Failed now = new Failed(String.valueOf(ex.getMessage()), backoff);
			this.failures.put(tenant, now);
			throw now.exception(tenant, ex);
		}
	}

	/**
	 * Forgets that a tenant is migrated: its database may be another one now.
	 * @param tenant the name of the tenant
	 */
	public void forget(String tenant) {
		this.known.remove(tenant);
	}

	/**
	 * Returns how many tenants are known to be migrated.
	 * @return the number since the start of the process
	 */
	public int count() {
		return this.known.size();
	}

	/**
	 * Returns why tenants failed.
	 * @return the reason by the name of the tenant
	 */
	public Map<String, String> failures() {
		Map<String, String> failures = new TreeMap<>();
		this.failures.forEach((tenant, failed) -> failures.put(tenant, failed.reason()));
		return failures;
	}

	/**
	 * A tenant whose database is being migrated.
	 */
	private record Migrating(Thread thread, CompletableFuture<@Nullable Void> result) {

		/**
		 * A migration that is written in code may ask for a connection itself.
		 */
		void await(String tenant) throws SQLException {
			if (this.thread == Thread.currentThread()) {
				return;
			}
			try {
				this.result.get();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new TenantException("Interrupted while the database of tenant '%s' was migrated."
					.formatted(TenantName.shown(tenant)), ex);
			}
			catch (ExecutionException ex) {
				Throwable cause = Objects.requireNonNullElse(ex.getCause(), ex);
				throw new TenantException(String.valueOf(cause.getMessage()), cause);
			}
		}

	}

	/**
	 * A tenant that could not be migrated.
	 */
	private record Failed(String reason, Backoff backoff) {

		TenantException exception(String tenant, @Nullable Exception cause) {
			return new TenantException(
					"The database of tenant '%s' is not migrated: %s".formatted(TenantName.shown(tenant), this.reason),
					null);
		}

	}

}
