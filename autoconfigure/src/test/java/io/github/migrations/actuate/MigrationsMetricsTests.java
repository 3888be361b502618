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

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.migrations.autoconfigure.Migrations;
import io.github.migrations.autoconfigure.MigrationsAutoConfiguration;
import io.github.migrations.autoconfigure.TestFiles;
import io.github.migrations.database.LockHolder;
import io.github.migrations.engine.CodeMigration;
import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the meters, the observations and the info contributor.
 */
class MigrationsMetricsTests {

	private static final DatabaseTag NONE = new DatabaseTag(() -> new Migrations(List.of()));

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	private ApplicationContextRunner runner(String... namesAndTexts) {
		return new ApplicationContextRunner().withUserConfiguration(Ours.class)
			.withPropertyValues(TestFiles.sqlite(this.folder),
					TestFiles.locations(this.folder.resolve("scripts"), namesAndTexts));
	}

	private ApplicationContextRunner good() {
		return runner("001_things.sql", "CREATE TABLE things (id INTEGER);", "002_more.sql",
				"CREATE TABLE more (id INTEGER);", "R__rows.sql", "INSERT INTO things VALUES (1);");
	}

	private ApplicationContextRunner broken() {
		return runner("001_things.sql", "CREATE TABLE things (id INTEGER);", "002_broken.sql",
				"INSERT INTO missing VALUES (1);");
	}

	private static Migrator migrator(AssertableApplicationContext context) {
		return Objects.requireNonNull(context.getBean(Migrations.class).find("dataSource"));
	}

	private static double value(AssertableApplicationContext context, String name) {
		return context.getBean(MeterRegistry.class).get(name).tag("database", "dataSource").gauge().value();
	}

	/** Binds as Spring Boot does, which has no part in these tests. */
	private static void bind(AssertableApplicationContext context) {
		context.getBean(MigrationsMetrics.class).bindTo(context.getBean(MeterRegistry.class));
	}

	@Test
	void gaugesSayWhatIsPendingAndApplied() {
		good().withBean(SimpleMeterRegistry.class).run((context) -> {
			bind(context);
			assertThat(value(context, "migrations.pending")).isNaN();
			migrator(context).status();
			assertThat(value(context, "migrations.pending")).isEqualTo(3);
			assertThat(value(context, "migrations.applied")).isZero();
			migrator(context).migrate(null);
			assertThat(value(context, "migrations.pending")).isZero();
			assertThat(value(context, "migrations.applied")).isEqualTo(2);
			assertThat(value(context, "migrations.running")).isZero();
			assertThat(context.getBean(MeterRegistry.class).get("migrations.running.age").timeGauge().value()).isZero();
		});
	}

	@Test
	void gaugesSayWhatRuns() {
		good().withBean(SimpleMeterRegistry.class).withUserConfiguration(PeekingConfiguration.class).run((context) -> {
			bind(context);
			migrator(context).migrate(null);
			assertThat(context.getBean(Peeking.class).running).containsExactly(1.0);
		});
	}

	@Test
	void runsAreTimedAndFailuresCounted() {
		broken().withBean(SimpleMeterRegistry.class).run((context) -> {
			bind(context);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator(context).migrate(null));
			assertThat(registry.get("migrations.failures").tags("database", "dataSource").counter().count()).isOne();
			assertThat(registry.get("migrations.run").tags("outcome", "failure").timer().count()).isOne();
			TestFiles.locations(this.folder.resolve("scripts"), "002_broken.sql", "SELECT 1;");
			migrator(context).migrate(null);
			assertThat(registry.get("migrations.failures").counter().count()).isOne();
			assertThat(registry.get("migrations.run").tags("outcome", "success", "database", "dataSource").timer())
				.satisfies((timer) -> assertThat(timer.count()).isOne())
				.satisfies((timer) -> assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isPositive());
		});
	}

	@Test
	void aRegistryThatComesLaterKnowsWhatHappenedBefore() {
		good().withBean(SimpleMeterRegistry.class).run((context) -> {
			migrator(context).migrate(null);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.getMeters()).isEmpty();
			bind(context);
			migrator(context).migrate(null);
			assertThat(registry.get("migrations.run").timer().count()).isEqualTo(2);
			assertThat(registry.getMeters()).extracting(Meter::getId)
				.extracting(Meter.Id::getName)
				.containsExactlyInAnyOrder("migrations.pending", "migrations.applied", "migrations.running",
						"migrations.running.age", "migrations.run");
		});
	}

	@Test
	void eachMigrationIsObserved() {
		TestObservationRegistry registry = TestObservationRegistry.create();
		good().withBean(ObservationRegistry.class, () -> registry).run((context) -> {
			migrator(context).migrate(null);
			TestObservationRegistryAssert.assertThat(registry)
				.hasNumberOfObservationsEqualTo(3)
				.hasNumberOfObservationsWithNameEqualTo("migrations.migration", 3)
				.hasAnObservation((observation) -> observation.hasContextualNameEqualTo("migration 002")
					.hasLowCardinalityKeyValue("database", "dataSource")
					.hasLowCardinalityKeyValue("version", "002")
					.hasHighCardinalityKeyValue("description", "More")
					.doesNotHaveError());
			assertThat(registry.getCurrentObservation()).isNull();
		});
	}

	@Test
	void aMigrationThatFailsIsObservedWithItsError() {
		List<String> seen = new CopyOnWriteArrayList<>();
		TestObservationRegistry registry = TestObservationRegistry.create();
		registry.observationConfig().observationHandler(new Recording(seen));
		broken().withBean(ObservationRegistry.class, () -> registry).run((context) -> {
			assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator(context).migrate(null));
			TestObservationRegistryAssert.assertThat(registry)
				.hasNumberOfObservationsEqualTo(2)
				.hasAnObservation((observation) -> observation.hasLowCardinalityKeyValue("version", "002").hasError());
			assertThat(seen).containsExactly("start migration 001", "stop migration 001", "start migration 002",
					"stop migration 002");
			assertThat(registry.getCurrentObservation()).isNull();
		});
	}

	@Test
	void theTriesOfOneMigrationAreOneObservation() {
		List<String> seen = new CopyOnWriteArrayList<>();
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new Recording(seen));
		MigrationObservations observations = new MigrationObservations(() -> registry, NONE);
		observations.started("dataSource", "001", "Things");
		observations.retrying("dataSource", "001", 1, Duration.ZERO, List.of(LockHolder.UNKNOWN));
		observations.started("dataSource", "001", "Things");
		observations.applied("dataSource", "001", "Things", Duration.ZERO);
		assertThat(seen).containsExactly("start migration 001", "event migrations.retry", "stop migration 001");
	}

	@Test
	void tenantsShareOneTag() {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		MigrationsMetrics metrics = new MigrationsMetrics(() -> new Migrations(List.of()));
		metrics.failed("acme", failure(), Duration.ofMillis(1));
		metrics.bindTo(meters);
		metrics.failed("globex", failure(), Duration.ofMillis(1));
		assertThat(meters.get("migrations.failures").tags("database", "tenant").counter().count()).isEqualTo(2);
		TestObservationRegistry registry = TestObservationRegistry.create();
		MigrationObservations observations = new MigrationObservations(() -> registry, NONE);
		observations.started("acme", "001", "Things");
		observations.failed("acme", failure(), Duration.ZERO);
		TestObservationRegistryAssert.assertThat(registry)
			.hasAnObservation((observation) -> observation.hasLowCardinalityKeyValue("database", "tenant")
				.hasHighCardinalityKeyValue("database.name", "acme")
				.hasError());
	}

	private static MigrationException failure() {
		return new MigrationException("message", "action", new Status.Failure(null, null, 0, "message"), null);
	}

	@Test
	void infoSaysTheVersionOfEachDatabaseFromMemory() {
		good().run((context) -> {
			assertThat(info(context)).isEmpty();
			migrator(context).status();
			assertThat(info(context)).isEqualTo(Map.of("migrations", Map.of("dataSource", Map.of("state", "PENDING"))));
			migrator(context).migrate(null);
			assertThat(info(context))
				.isEqualTo(Map.of("migrations", Map.of("dataSource", Map.of("version", "002", "state", "UP_TO_DATE"))));
		});
	}

	private static Map<String, Object> info(AssertableApplicationContext context) {
		Info.Builder builder = new Info.Builder();
		context.getBean("migrationsInfoContributor", InfoContributor.class).contribute(builder);
		return builder.build().getDetails();
	}

	@Test
	void infoCanBeSwitchedOffAndReplaced() {
		good().withPropertyValues("management.info.migrations.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("migrationsInfoContributor"));
		InfoContributor own = (builder) -> {
		};
		good().withBean("migrationsInfoContributor", InfoContributor.class, () -> own)
			.run((context) -> assertThat(context.getBean("migrationsInfoContributor")).isSameAs(own));
	}

	@Test
	void thereAreNoMetersAndObservationsWithoutRegistries() {
		good().run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean("migrationsMetrics")
			.doesNotHaveBean("migrationsObservations"));
		good().withBean(SimpleMeterRegistry.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean("migrationsMetrics")
				.doesNotHaveBean("migrationsObservations"));
		good().withBean(SimpleMeterRegistry.class)
			.withPropertyValues("spring.migrations.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("migrationsMetrics")
				.doesNotHaveBean("migrationsInfoContributor"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "io.micrometer", "io.micrometer.core", "io.micrometer.observation",
			"org.springframework.boot.actuate" })
	void worksWithout(String missing) {
		good().withClassLoader(new FilteredClassLoader(missing)).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean("migrationsMetrics");
			assertThat(migrator(context).migrate(null).version()).isEqualTo("002");
		});
	}

	/**
	 * With all that Spring Boot brings, in the order in which it brings it.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "application-ready", "startup" })
	void springBootGivesTimersForRunsAndMigrations(String runOn) {
		new ApplicationContextRunner().withUserConfiguration(Everything.class)
			.withPropertyValues("spring.migrations.run-on=" + runOn, TestFiles.sqlite(this.folder),
					TestFiles.locations(this.folder.resolve("scripts"), "001_things.sql",
							"CREATE TABLE things (id INTEGER);"))
			.run((context) -> {
				if (!"startup".equals(runOn)) {
					migrator(context).migrate(null);
				}
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				assertThat(registry.get("migrations.run").tags("outcome", "success").timer().count()).isOne();
				assertThat(registry.get("migrations.migration")
					.tags("database", "dataSource", "version", "001", "error", "none")
					.timer()
					.count()).isOne();
				assertThat(value(context, "migrations.applied")).isOne();
			});
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, MigrationsAutoConfiguration.class,
			MigrationsInfoAutoConfiguration.class, MigrationsMetricsAutoConfiguration.class,
			MigrationsObservationAutoConfiguration.class })
	static class Ours {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Everything {

	}

	@Configuration(proxyBeanMethods = false)
	static class PeekingConfiguration {

		@Bean
		Peeking peeking(MeterRegistry registry) {
			return new Peeking(registry, new CopyOnWriteArrayList<>());
		}

	}

	/**
	 * Looks at the gauge while it runs.
	 *
	 * @param registry the meters
	 * @param running what the gauge has said
	 */
	record Peeking(MeterRegistry registry, List<Double> running) implements CodeMigration {

		@Override
		public String version() {
			return "3";
		}

		@Override
		public String description() {
			return "Peeking";
		}

		@Override
		public void migrate(Context context) {
			this.running.add(this.registry.get("migrations.running").gauge().value());
		}

	}

	/**
	 * Writes down what is observed.
	 *
	 * @param seen what has been observed
	 */
	private record Recording(List<String> seen) implements ObservationHandler<Observation.Context> {

		@Override
		public void onStart(Observation.Context context) {
			this.seen.add("start " + context.getContextualName());
		}

		@Override
		public void onEvent(Observation.Event event, Observation.Context context) {
			this.seen.add("event " + event.getName());
		}

		@Override
		public void onStop(Observation.Context context) {
			this.seen.add("stop " + context.getContextualName());
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

}
