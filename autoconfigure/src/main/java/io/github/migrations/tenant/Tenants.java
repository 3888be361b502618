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
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import io.github.migrations.engine.MigrationException;

/**
 * Lets callers through to the databases that are migrated. The first caller of a tenant
 * migrates its database, others of the same tenant wait for that one run, and nobody
 * waits for another tenant. Of a tenant that is done nothing is kept but its name.
 */
public final class Tenants {

	private final TenantMigrator migrator;

	private final LongSupplier nanoTime;

	private final Set<String> known = ConcurrentHashMap.newKeySet();

	/** Tenants that are being migrated, or have failed. */
	private final Map<String, Gate> gates = new ConcurrentHashMap<>();

	/**
	 * Creates the access.
	 * @param migrator migrates the database of one tenant
	 */
	public Tenants(TenantMigrator migrator) {
		this(migrator, System::nanoTime);
	}

	Tenants(TenantMigrator migrator, LongSupplier nanoTime) {
		this.migrator = migrator;
		this.nanoTime = nanoTime;
	}

	/**
	 * Returns when the database of a tenant is migrated.
	 * @param tenant the name of the tenant
	 * @throws SQLException if it cannot be migrated; another caller tries again after a
	 * pause
	 */
	public void await(String tenant) throws SQLException {
		if (!isKnown(tenant)) {
			migrate(tenant);
		}
	}

	/**
	 * Returns when the database of a tenant is migrated, which is tried also if it has
	 * just failed.
	 * @param tenant the name of the tenant
	 * @throws SQLException if it cannot be migrated
	 */
	void retry(String tenant) throws SQLException {
		Gate failed = this.gates.get(tenant);
		if (failed != null) {
			failed.forgetFailure();
		}
		await(tenant);
	}

	private void migrate(String tenant) throws SQLException {
		Gate gate = gate(tenant);
		gate.pass(() -> {
			if (!isKnown(tenant)) {
				run(tenant, gate);
				this.known.add(tenant);
			}
			this.gates.remove(tenant, gate);
		});
	}

	private void run(String tenant, Gate gate) throws SQLException {
		try {
			this.migrator.migrate(tenant);
		}
		catch (SQLException | MigrationException ex) {
			if (ex instanceof UnknownTenantException || ex.getCause() instanceof UnknownTenantException) {
				this.gates.remove(tenant, gate);
			}
			throw ex;
		}
	}

	private Gate gate(String tenant) {
		return this.gates.computeIfAbsent(tenant,
				(name) -> new Gate("database of tenant '%s'".formatted(TenantName.shown(name)), this.nanoTime));
	}

	/**
	 * Tells whether the database of a tenant is known to be migrated, without asking it.
	 * @param tenant the name of the tenant
	 * @return whether nobody has to wait
	 */
	public boolean isKnown(String tenant) {
		return this.known.contains(tenant);
	}

	/**
	 * Forgets that a tenant is migrated: its database may be another one now.
	 * @param tenant the name of the tenant
	 */
	public void forget(String tenant) {
		this.known.remove(tenant);
	}

	/**
	 * Does something to the database of a tenant while nobody migrates it. Whoever comes
	 * meanwhile waits, and migrates it again.
	 * @param tenant the name of the tenant
	 * @param work what to do
	 * @throws SQLException if it fails
	 */
	void exclusively(String tenant, Gate.Migration work) throws SQLException {
		boolean done = false;
		while (!done) {
			Gate gate = gate(tenant);
			done = gate.exclusively(() -> {
				if (this.gates.get(tenant) != gate) {
					return false;
				}
				forget(tenant);
				work.run();
				return true;
			});
		}
	}

	/**
	 * Returns how many tenants are known to be migrated.
	 * @return the number since the start of the process
	 */
	public int count() {
		return this.known.size();
	}

	/**
	 * Returns which tenants are being migrated.
	 * @return how many
	 */
	public int migrating() {
		return (int) this.gates.values().stream().filter((gate) -> gate.reason() == null).count();
	}

	/**
	 * Returns why tenants failed.
	 * @return the reason by the name of the tenant
	 */
	public Map<String, String> failures() {
		Map<String, String> failures = new TreeMap<>();
		this.gates.forEach((tenant, gate) -> {
			String reason = gate.reason();
			if (reason != null) {
				failures.put(tenant, reason);
			}
		});
		return failures;
	}

}
