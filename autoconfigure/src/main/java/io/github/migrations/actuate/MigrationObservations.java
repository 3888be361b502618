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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import io.github.migrations.database.LockHolder;
import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.MigrationListener;

/**
 * Observes each migration: a span for who traces, a timer for who measures. The tries of
 * a migration that a lock is in the way of are one observation.
 */
final class MigrationObservations implements MigrationListener {

	private final Supplier<ObservationRegistry> registry;

	private final DatabaseTag tag;

	private final Map<String, Observation.Scope> running = new ConcurrentHashMap<>();

	MigrationObservations(Supplier<ObservationRegistry> registry, DatabaseTag tag) {
		this.registry = registry;
		this.tag = tag;
	}

	@Override
	public void started(String database, String version, String description) {
		if (!this.running.containsKey(database)) {
			Observation observation = Observation.createNotStarted("migrations.migration", this.registry.get())
				.contextualName("migration " + version)
				.lowCardinalityKeyValue(DatabaseTag.KEY, this.tag.of(database))
				.lowCardinalityKeyValue("version", version)
				.highCardinalityKeyValue("database.name", database)
				.highCardinalityKeyValue("description", description)
				.start();
			this.running.put(database, observation.openScope());
		}
	}

	@Override
	public void retrying(String database, String version, int attempt, Duration pause, List<LockHolder> blockers) {
		Observation.Scope scope = this.running.get(database);
		if (scope != null) {
			scope.getCurrentObservation().event(Observation.Event.of("migrations.retry", "a lock was in the way"));
		}
	}

	@Override
	public void applied(String database, String version, String description, Duration duration) {
		stop(database, null);
	}

	@Override
	public void failed(String database, MigrationException failure, Duration duration) {
		stop(database, failure);
	}

	private void stop(String database, @Nullable MigrationException failure) {
		Observation.Scope scope = this.running.remove(database);
		if (scope != null) {
			Observation observation = scope.getCurrentObservation();
			if (failure != null) {
				observation.error(failure);
			}
			scope.close();
			observation.stop();
		}
	}

}
