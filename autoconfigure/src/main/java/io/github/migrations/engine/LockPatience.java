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

package io.github.migrations.engine;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.migrations.database.Database;
import io.github.migrations.database.LockHolder;

/**
 * Tries again where a lock was in the way: what waits for a lock stands in the way of
 * everybody behind it, so it does not wait for long, but several times.
 *
 * @param target the database
 * @param database its kind
 * @param stop ends the waiting early
 * @param observer knows who held the lock
 */
record LockPatience(Target target, Database database, Stop stop, Observer observer) {

	/**
	 * Runs a migration.
	 * @param migration the migration
	 * @param attempt runs it once
	 * @return what the last attempt returned
	 * @throws SQLException if the database fails outside the script
	 * @throws InterruptedException if the run is to be stopped
	 * @throws MigrationException if it fails for another reason than a lock, or a lock is
	 * in the way for too long
	 */
	boolean run(PlannedMigration migration, Attempt attempt) throws SQLException, InterruptedException {
		LockRetry retry = new LockRetry(this.target.settings().locks().lockRetry());
		while (true) {
			long start = System.nanoTime();
			try {
				this.observer.forget();
				return attempt.run(retry.attempt());
			}
			catch (MigrationException ex) {
				if (!isLockTimeout(ex)) {
					throw ex;
				}
				List<LockHolder> blockers = this.observer.lastBlocked().blockers();
				if (!retry.isWorthwhile()) {
					throw Failures.lockTimeout(ex, retry.attempt(), blockers, this.target.retryProperty());
				}
				pause(migration, retry, blockers, held(migration, start));
			}
		}
	}

	/**
	 * Everything that needs the table waits behind a statement that waits for its lock.
	 * How long that was, out of the whole attempt, only the limit tells.
	 */
	private Duration held(PlannedMigration migration, long start) {
		Duration attempt = Duration.ofNanos(System.nanoTime() - start);
		Duration own = migration.settings().lockTimeout();
		Duration limit = (own != null) ? own : this.target.settings().locks().lockTimeout();
		return (attempt.compareTo(limit) < 0) ? attempt : limit;
	}

	/**
	 * A migration that is written in code may have wrapped what the database said.
	 */
	private boolean isLockTimeout(MigrationException ex) {
		for (Throwable cause = ex.getCause(); cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException said && this.database.isLockTimeout(said)) {
				return true;
			}
		}
		return false;
	}

	private void pause(PlannedMigration migration, LockRetry retry, List<LockHolder> blockers, Duration held)
			throws InterruptedException {
		int attempt = retry.attempt();
		long pause = retry.next(held);
		this.target.progress().waiting((blockers.isEmpty()) ? LockHolder.UNKNOWN : blockers.get(0));
		this.target.listener()
			.retrying(this.target.name(), migration.version().toString(), attempt, Duration.ofMillis(pause), blockers);
		long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause);
		while (System.nanoTime() < end) {
			this.stop.check();
			Thread.sleep(Math.min(pause, 100));
		}
		this.target.progress().waited();
	}

	/**
	 * One attempt to run a migration.
	 */
	interface Attempt {

		/**
		 * Runs it.
		 * @param number which attempt this is, counted from 1
		 * @return whether it was run here, and not by somebody else
		 */
		boolean run(int number) throws SQLException, InterruptedException;

	}

}
