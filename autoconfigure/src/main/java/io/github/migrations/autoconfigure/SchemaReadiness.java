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
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.MigrationListener;
import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.Status;

/**
 * Knows whether the application can work with its databases: the run at the start is
 * over, and the last run of none of them failed. A try that is still going on after a
 * failure changes nothing yet.
 */
final class SchemaReadiness implements MigrationListener {

	private final Map<String, Boolean> succeeded = new ConcurrentHashMap<>();

	private final CompletableFuture<Void> reached = new CompletableFuture<>();

	private volatile @Nullable Collection<Migrator> migrators;

	/**
	 * The run at the start is over.
	 * @param migrators all databases, also those whose run failed
	 */
	void ran(Collection<Migrator> migrators) {
		for (Migrator migrator : migrators) {
			// nobody is told of a database without files, nor of one whose migrator the
			// application has made itself
			if (migrator.failure() == null) {
				this.succeeded.put(migrator.name(), true);
			}
		}
		this.migrators = migrators;
		update();
	}

	@Override
	public void finished(String database, Status status, int applied, Duration duration) {
		this.succeeded.put(database, true);
		update();
	}

	@Override
	public void failed(String database, MigrationException failure, Duration duration) {
		this.succeeded.put(database, false);
	}

	boolean isReady() {
		Collection<Migrator> migrators = this.migrators;
		return migrators != null && migrators.stream().allMatch(this::isReady);
	}

	private boolean isReady(Migrator migrator) {
		Boolean succeeded = this.succeeded.get(migrator.name());
		return migrator.failure() == null && ((succeeded != null) ? succeeded : isUpToDate(migrator));
	}

	private static boolean isUpToDate(Migrator migrator) {
		Status known = migrator.known();
		return known != null && known.state().isReady();
	}

	/**
	 * Tells whether the application has been able to work with its databases at least
	 * once.
	 */
	boolean hasBeenReady() {
		return this.reached.isDone() || update();
	}

	private boolean update() {
		return isReady() && (this.reached.complete(null) || this.reached.isDone());
	}

	/**
	 * Has an action run as soon as the application can work with its databases for the
	 * first time.
	 * @param action what is to be done then, or at once if it is so already
	 */
	void onceReady(Runnable action) {
		this.reached.thenRun(action);
	}

}
