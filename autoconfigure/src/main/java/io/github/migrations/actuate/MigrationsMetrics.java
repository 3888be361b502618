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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;

import io.github.migrations.autoconfigure.Migrations;
import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.MigrationListener;
import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.Status;

/**
 * Meters of all databases. They are read from memory. What happens before there is a
 * registry is kept for it, because a registry that is made too early may need beans that
 * need the database.
 */
final class MigrationsMetrics implements MigrationListener, MeterBinder {

	private final Supplier<Migrations> migrations;

	private final DatabaseTag tag;

	private final List<MeterRegistry> registries = new ArrayList<>();

	private final List<Consumer<MeterRegistry>> early = new ArrayList<>();

	MigrationsMetrics(Supplier<Migrations> migrations) {
		this.migrations = migrations;
		this.tag = new DatabaseTag(migrations);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.migrations.get().all().forEach((migrator) -> gauges(migrator, registry));
		synchronized (this.registries) {
			this.registries.add(registry);
			this.early.forEach((measured) -> measured.accept(registry));
		}
	}

	private static void gauges(Migrator migrator, MeterRegistry registry) {
		gauge(migrator, "migrations.pending", "Migrations that are to be applied",
				(status) -> status.pending().size() + repeatable(status))
			.register(registry);
		gauge(migrator, "migrations.applied", "Migrations that are applied", (status) -> status.applied().size())
			.register(registry);
		gauge(migrator, "migrations.running", "Migrations that are running in this process",
				(status) -> (status.running() != null) ? 1 : 0)
			.register(registry);
		TimeGauge
			.builder("migrations.running.age", migrator, TimeUnit.MILLISECONDS,
					(one) -> value(one, (status) -> (status.running() != null) ? status.running().elapsedMs() : 0))
			.description("Time since the running migration began")
			.tag(DatabaseTag.KEY, migrator.name())
			.register(registry);
	}

	private static long repeatable(Status status) {
		return status.repeatable().stream().filter(Status.Repeatable::pending).count();
	}

	private static Gauge.Builder<Migrator> gauge(Migrator migrator, String name, String description,
			ToDoubleFunction<Status> value) {
		return Gauge.builder(name, migrator, (one) -> value(one, value))
			.description(description)
			.tag(DatabaseTag.KEY, migrator.name());
	}

	/**
	 * Nobody has looked at a database of which nothing is known, and a gauge is no reason
	 * to.
	 */
	private static double value(Migrator migrator, ToDoubleFunction<Status> value) {
		Status known = migrator.known();
		return (known != null && !known.isUnread()) ? value.applyAsDouble(known) : Double.NaN;
	}

	@Override
	public void finished(String database, Status status, int applied, Duration duration) {
		measure((registry) -> run(database, "success").register(registry).record(duration));
	}

	@Override
	public void failed(String database, MigrationException failure, Duration duration) {
		measure((registry) -> {
			run(database, "failure").register(registry).record(duration);
			Counter.builder("migrations.failures")
				.description("Runs that have failed")
				.tag(DatabaseTag.KEY, this.tag.of(database))
				.register(registry)
				.increment();
		});
	}

	private Timer.Builder run(String database, String outcome) {
		return Timer.builder("migrations.run")
			.description("Runs, also those with nothing to apply")
			.tag(DatabaseTag.KEY, this.tag.of(database))
			.tag("outcome", outcome);
	}

	private void measure(Consumer<MeterRegistry> measured) {
		synchronized (this.registries) {
			if (this.registries.isEmpty()) {
				this.early.add(measured);
			}
			this.registries.forEach(measured);
		}
	}

}
