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

import java.lang.ref.SoftReference;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import io.github.migrations.engine.MigrationException;

/**
 * Lets callers through when a database is migrated. The first caller migrates, others
 * wait for it; after a failure all are refused, and the next try is made only after a
 * pause.
 */
public final class Gate {

	private final String database;

	private final Backoff backoff;

	private final ReentrantLock lock = new ReentrantLock();

	private volatile boolean open;

	private volatile @Nullable String reason;

	/** A hundred thousand stack traces would not fit into memory. */
	private SoftReference<@Nullable Exception> cause = new SoftReference<>(null);

	/**
	 * Creates a gate that is closed.
	 * @param database what is migrated, such as {@code database 'users'}
	 */
	public Gate(String database) {
		this(database, System::nanoTime);
	}

	Gate(String database, LongSupplier nanoTime) {
		this.database = database;
		this.backoff = new Backoff(nanoTime);
	}

	/**
	 * Tells whether the database is migrated.
	 * @return whether nobody has to wait
	 */
	public boolean isOpen() {
		return this.open;
	}

	/**
	 * Returns when the database is migrated. A migration that is written in code may ask
	 * for a connection itself, and is let through.
	 * @param migration migrates it
	 * @throws TenantException if it cannot be migrated, with the reason as its cause
	 */
	public void pass(Migration migration) throws TenantException {
		if (this.open || this.lock.isHeldByCurrentThread()) {
			return;
		}
		lock();
		try {
			if (!this.open) {
				migrate(migration);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void lock() throws TenantException {
		try {
			this.lock.lockInterruptibly();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new TenantException("Interrupted while the %s was migrated.".formatted(this.database), ex);
		}
	}

	private void migrate(Migration migration) throws TenantException {
		String last = this.reason;
		if (last != null && !this.backoff.isOver()) {
			throw refused(last, this.cause.get());
		}
		try {
			migration.run();
			this.open = true;
			this.reason = null;
		}
		catch (MigrationException | SQLException ex) {
			String reason = String.valueOf(ex.getMessage());
			this.backoff.failed();
			this.cause = new SoftReference<>(ex);
			this.reason = reason;
			throw refused(reason, ex);
		}
	}

	private TenantException refused(String reason, @Nullable Exception cause) {
		return new TenantException("The %s is not migrated: %s".formatted(this.database, reason), cause);
	}

	/**
	 * Does something while nobody migrates the database, and closes the gate. A failure
	 * is forgotten.
	 * @param work what to do
	 * @return what it returns
	 * @throws SQLException if it fails
	 */
	boolean exclusively(Work work) throws SQLException {
		lock();
		try {
			this.open = false;
			this.reason = null;
			return work.run();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Lets the next caller try again without a pause.
	 */
	void forgetFailure() {
		this.reason = null;
	}

	/**
	 * Says why the last try failed.
	 * @return the reason, or {@code null} if it did not fail
	 */
	@Nullable String reason() {
		return this.reason;
	}

	/**
	 * What has to be done before anybody is let through.
	 */
	@FunctionalInterface
	public interface Migration {

		/**
		 * Migrates the database.
		 * @throws MigrationException if a migration fails
		 * @throws SQLException if the database cannot be opened
		 */
		void run() throws SQLException;

	}

	/**
	 * What is done while nobody migrates.
	 */
	interface Work {

		boolean run() throws SQLException;

	}

}
